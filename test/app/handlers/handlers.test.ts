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
    expect(jobs("workflow_run", { workflow_run: { id: 14, event: "pull_request" } })).toEqual([
      { kind: "comment", repository, runId: 14 },
    ]);
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
    for (const event of ["check_run", "check_suite"]) {
      expect(jobs(event)).toEqual([{ kind: "evaluate-commit", repository, commit: SHA }]);
    }
    expect(jobs("push")).toEqual([{ kind: "evaluate-all", repository, branch: "main" }]);
    expect(jobs("label")).toEqual([{ kind: "all-labels", repository }]);
    const renamed = { label: { name: "prod" }, changes: { name: { from: "stage: production" } } };
    expect(jobs("label", { action: "edited", ...renamed })).toEqual([{ kind: "all-labels", repository }]);
    for (const event of ["repository_ruleset", "branch_protection_rule"]) {
      expect(jobs(event)).toEqual([{ kind: "settings", repository }]);
    }
    const group = [{ kind: "refuse-group", repository, commit: SHA, branch: "main" }];
    expect(jobs("merge_group")).toEqual(group);
    const queue = { ref: `refs/heads/gh-readonly-queue/main/pr-3-${SHA}` };
    expect(jobs("push", queue)).toEqual(group);
    expect(jobs("deployment_status")).toEqual([{ kind: "deployment", repository, deployment: 16 }]);
    expect(jobs("deployment_protection_rule")).toEqual([
      { kind: "gate", repository, environment: "production", runId: 14, deployment: 16 },
    ]);
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
    expect(jobs("label", { sender: BOT })).toEqual([]);
    expect(jobs("deployment_status", { sender: BOT })).toEqual([]);
  });

  it("judge again when a person asks for the App's own check again, and for no program", () => {
    const own = { id: 5, head_sha: SHA, app: { id: SELF.appId } };
    const again = { action: "rerequested", check_run: own };
    expect(jobs("check_run", again)).toHaveLength(1);
    expect(jobs("check_run", { ...again, sender: BOT })).toEqual([]);
    expect(jobs("check_suite", { action: "rerequested", check_suite: own })).toHaveLength(1);
    expect(jobs("check_suite", { action: "rerequested", check_suite: own, sender: BOT })).toEqual([]);
  });

  it("do what the button says that a person presses on the App's check", () => {
    const own = { id: 5, head_sha: SHA, app: { id: SELF.appId } };
    const press = (identifier: string, change = {}) =>
      jobs("check_run", {
        action: "requested_action",
        check_run: own,
        requested_action: { identifier },
        ...change,
      });
    const sender = { id: 7, login: "alice", bot: false };
    expect(press("re-evaluate")).toEqual([{ kind: "evaluate-commit", repository, commit: SHA }]);
    expect(press("explain")).toEqual([{ kind: "explain", repository, commit: SHA, sender }]);
    expect(press("delete-everything")).toEqual([]);
    for (const identifier of ["re-evaluate", "explain"])
      expect(press(identifier, { sender: BOT })).toEqual([]);
  });

  it.each([
    ["a run that only began", "workflow_run", { action: "requested" }],
    ["an assignment", "pull_request", { action: "assigned" }],
    ["a new label", "label", { action: "created" }],
    ["another label's deletion", "label", { label: { name: "bug" } }],
    ["an organisation's ruleset", "repository_ruleset", { repository: undefined }],
    ["a merge group that is gone", "merge_group", { action: "destroyed" }],
    ["another label", "pull_request", { action: "labeled", label: { name: "bug" } }],
    [
      "an address that is none of a run",
      "deployment_protection_rule",
      { deployment_callback_url: "https://x" },
    ],
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
    attestations: "read",
    checks: "write",
    contents: "write",
    deployments: "write",
    members: "read",
    metadata: "read",
    pull_requests: "write",
  };

  /** Handled where they come, but what they need is not asked for: section "Permissions" of docs/app.md. */
  const BY_CHOICE = new Set<string>(["branch_protection_rule", "merge_group", "repository_ruleset"]);

  it("subscribes to exactly the events that are handled and need no more than it asks for", async () => {
    const { events } = await readManifest();
    const handled = HANDLERS.map(({ event }) => event).filter((event) => !BY_CHOICE.has(event));
    expect([...events].sort()).toEqual(handled.sort());
  });

  it("asks for the least permissions", async () => {
    expect((await readManifest()).permissions).toEqual(LEAST);
  });

  it("holds a permission for each event, without which GitHub would not send it", async () => {
    const { permissions } = await readManifest();
    for (const handler of HANDLERS) {
      const comes = handler.permissions.some((permission) => permission in permissions);
      expect([handler.event, comes]).toEqual([handler.event, !BY_CHOICE.has(handler.event)]);
    }
  });
});
