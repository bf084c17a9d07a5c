import { describe, expect, it } from "vitest";
import { readOccasion } from "../../../action/govern/occasion.ts";
import { digestOfText } from "../../../core/canonical.ts";

const comment = {
  action: "created",
  issue: { number: 7, pull_request: { url: "https://github.example" } },
  comment: { id: 99, body: "please\n/promote production" },
};
const label = {
  action: "labeled",
  pull_request: { number: 7 },
  label: { name: "stage: production" },
  sender: { id: 11, login: "ada", type: "User" },
};
const run = { action: "completed", workflow_run: { id: 5 }, repository: { full_name: "acme/registry" } };

describe("what an event says", () => {
  it.each([
    ["issue_comment", comment, { kind: "comment", id: 99, text: digestOfText(comment.comment.body) }],
    [
      "pull_request_target",
      label,
      {
        kind: "label",
        pull: 7,
        label: "stage: production",
        sender: { id: 11, login: "ada", bot: false },
      },
    ],
    ["workflow_run", run, { kind: "run", repository: "acme/registry", runId: 5 }],
    ["schedule", {}, { kind: "time" }],
    ["workflow_dispatch", null, { kind: "time" }],
    ["push", {}, { kind: "other" }],
  ])("%s", (event, payload, expected) => {
    expect(readOccasion(event, payload)).toEqual(expected);
  });

  it.each<[event: string, payload: unknown, why: string]>([
    ["issue_comment", { ...comment, action: "edited" }, "an edited comment"],
    ["issue_comment", { ...comment, issue: { number: 7 } }, "a comment on an issue"],
    ["issue_comment", { ...comment, comment: { id: 99, body: "looks good" } }, "a comment without a command"],
    ["pull_request_target", { ...label, label: { name: "bug" } }, "a label that is no stage's"],
    ["pull_request_target", { ...label, action: "unlabeled" }, "a label taken off"],
    ["workflow_run", { ...run, action: "requested" }, "a run that has not ended"],
    ["workflow_run", { ...run, repository: { full_name: "../.." } }, "a repository that is none"],
    ["issue_comment", null, "no payload"],
  ])("%s %j asks for nothing of its own: %s", (event, payload, _why) => {
    expect(readOccasion(event, payload)).toEqual({ kind: "other" });
  });

  it("takes a bot for a bot", () => {
    const byBot = { ...label, sender: { ...label.sender, type: "Bot" } };
    expect(readOccasion("pull_request_target", byBot)).toMatchObject({ sender: { bot: true } });
  });
});
