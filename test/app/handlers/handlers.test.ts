import { describe, expect, it } from "vitest";
import type { Self } from "../../../app/handlers/event-handler.ts";
import { HANDLERS, judgeDelivery } from "../../../app/handlers/index.ts";
import { readManifest } from "../../support/github.ts";
import { PAYLOADS } from "../../support/payloads.ts";

const SELF: Self = { appId: 17, botLogin: "pedigree[bot]" };
const BOT = { id: 18, login: "pedigree[bot]", type: "Bot" };
const SHA = "a".repeat(40);
const repository = "acme/registry";

function jobs(event: string, change: Record<string, unknown> = {}) {
  const handler = HANDLERS.find((candidate) => candidate.event === event);
  return handler?.jobs({ ...PAYLOADS[event], ...change }, SELF);
}

describe("handlers", () => {
  it("map every event to what is to be looked at again", () => {
    const alice = { id: 7, login: "alice", bot: false };
    const label = { action: "labeled", label: { name: "stage: production" } };
    expect(jobs("workflow_run")).toEqual([{ kind: "register", repository, runId: 14 }]);
    expect(jobs("pull_request")).toEqual([{ kind: "evaluate", repository, pull: 3 }]);
    expect(jobs("pull_request", label)).toEqual([
      { kind: "request", repository, pull: 3, label: "stage: production", sender: alice },
    ]);
    expect(jobs("pull_request", { ...label, action: "unlabeled" })).toEqual([
      { kind: "restore-labels", repository, pull: 3 },
    ]);
    expect(jobs("pull_request_review")).toEqual([{ kind: "evaluate", repository, pull: 3 }]);
    expect(jobs("issue_comment")).toEqual([
      { kind: "command", repository, comment: 11, text: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    for (const event of ["check_run", "check_suite", "status"]) {
      expect(jobs(event)).toEqual([{ kind: "evaluate-commit", repository, commit: SHA }]);
    }
    expect(jobs("push")).toEqual([{ kind: "evaluate-all", repository, branch: "main" }]);
  });

  it("let what the App did itself pass", () => {
    const own = { id: 5, head_sha: SHA, app: { id: SELF.appId } };
    const label = { action: "labeled", label: { name: "stage: production" }, sender: BOT };
    expect(jobs("pull_request", label)).toEqual([]);
    expect(jobs("pull_request", { ...label, action: "unlabeled" })).toEqual([]);
    for (const action of ["edited", "closed"]) {
      expect(jobs("pull_request", { action, sender: BOT })).toEqual([]);
      expect(jobs("pull_request", { action })).toHaveLength(1);
    }
    expect(jobs("pull_request", { action: "opened", sender: BOT })).toHaveLength(1);
    expect(jobs("issue_comment", { sender: BOT })).toEqual([]);
    expect(jobs("check_run", { check_run: own })).toEqual([]);
    expect(jobs("check_suite", { check_suite: own })).toEqual([]);
  });

  it("judge again when somebody asks for the App's own check again", () => {
    const own = { id: 5, head_sha: SHA, app: { id: SELF.appId } };
    expect(jobs("check_run", { action: "rerequested", check_run: own })).toHaveLength(1);
  });

  it.each([
    ["a run that only began", "workflow_run", { action: "requested" }],
    ["an assignment", "pull_request", { action: "assigned" }],
    ["another label", "pull_request", { action: "labeled", label: { name: "bug" } }],
    ["an edited comment", "issue_comment", { action: "edited" }],
    ["a comment without a command", "issue_comment", { comment: { id: 11, body: "nice /promote" } }],
    ["a comment on an issue", "issue_comment", { issue: { number: 3 } }],
    ["a deleted branch", "push", { deleted: true }],
    ["a tag", "push", { ref: "refs/tags/v1" }],
    ["a pull request's own branch", "push", { ref: "refs/heads/pedigree/register/churn/1" }],
  ])("do nothing for %s", (_, event, change) => {
    expect(jobs(event, change)).toEqual([]);
  });

  it("fit no other event's payload, nor anything that is no payload", () => {
    for (const event of Object.keys(PAYLOADS)) {
      for (const other of Object.keys(PAYLOADS)) {
        expect(judgeDelivery(event, PAYLOADS[other])).toBe(event === other ? "handled" : "misfit");
      }
      for (const junk of [null, [], "text", 1, {}, { action: "opened" }]) {
        expect(judgeDelivery(event, junk)).toBe("misfit");
      }
    }
    expect(judgeDelivery("installation", {})).toBe("unknown");
  });
});

describe("app.yml", () => {
  /** What the App may do at most, and why it may not do more: section "permissions" of docs/app.md. */
  const LEAST = {
    actions: "read",
    checks: "write",
    contents: "write",
    members: "read",
    metadata: "read",
    pull_requests: "write",
    statuses: "read",
  };

  it("subscribes to exactly the events that are handled", async () => {
    const { events } = await readManifest();
    expect([...events].sort()).toEqual(HANDLERS.map(({ event }) => event).sort());
  });

  it("asks for the least permissions", async () => {
    expect((await readManifest()).permissions).toEqual(LEAST);
  });

  it("holds a permission for each event, without which GitHub would not send it", async () => {
    const { permissions } = await readManifest();
    for (const handler of HANDLERS) {
      expect(handler.permissions.some((permission) => permission in permissions)).toBe(true);
    }
  });
});
