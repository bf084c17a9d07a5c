import { expect, it } from "vitest";
import { isTriggeredBy } from "../../../../sandbox/actions/runner/matching.ts";
import type { Trigger } from "../../../../sandbox/actions/runner/trigger.ts";
import { readWorkflow } from "../../../../sandbox/actions/runner/workflow.ts";

type Part = Partial<Pick<Trigger, "event" | "action" | "ref" | "changed" | "payload">> & {
  readonly base?: string;
};

const run = (name: string): Trigger["payload"] => ({ workflow_run: { name } });

async function starts(on: string, { base = "main", ...part }: Part): Promise<boolean> {
  const text = `on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: echo }] } }\n`;
  const { events } = await readWorkflow("ci.yml", text);
  const pull = part.event === "pull_request" ? { base } : null;
  const trigger = { event: "push", action: null, ref: "refs/heads/main", changed: null, ...part, pull };
  // Only the fields above are looked at.
  return isTriggeredBy(events, trigger as Trigger);
}

it.each<[string, Part, boolean]>([
  ["push", {}, true],
  ["[pull_request]", {}, false],
  ["{ push: { branches: [main, 'release/**'] } }", { ref: "refs/heads/release/1/2" }, true],
  ["{ push: { branches: [main] } }", { ref: "refs/heads/other" }, false],
  ["{ push: { branches-ignore: [main] } }", {}, false],
  ["{ push: { branches: [main] } }", { ref: "refs/tags/v1" }, false],
  ["{ push: { tags: ['v*'] } }", { ref: "refs/tags/v1" }, true],
  ["{ push: { tags: ['v*'] } }", {}, false],
  ["{ push: { paths: ['**.py'] } }", { changed: ["a/b.py", "c.md"] }, true],
  ["{ push: { paths: ['**.py'] } }", { changed: ["c.md"] }, false],
  ["{ push: { paths-ignore: ['**.md'] } }", { changed: ["c.md"] }, false],
  ["{ push: { paths-ignore: ['**.md'] } }", { changed: ["c.md", "d"] }, true],
  ["pull_request", { event: "pull_request", action: "synchronize" }, true],
  ["pull_request", { event: "pull_request", action: "labeled" }, false],
  ["{ pull_request: { types: [labeled] } }", { event: "pull_request", action: "labeled" }, true],
  ["{ pull_request: { branches: [main] } }", { event: "pull_request", action: "opened", base: "dev" }, false],
  ["workflow_dispatch", { event: "workflow_dispatch" }, true],
  ["push", { event: "workflow_dispatch" }, false],
  ["{ schedule: [{ cron: '17 * * * *' }] }", { event: "schedule" }, true],
  ["push", { event: "schedule" }, false],
  ["{ issue_comment: { types: [created] } }", { event: "issue_comment", action: "created" }, true],
  ["{ issue_comment: { types: [created] } }", { event: "issue_comment", action: "edited" }, false],
  ["issue_comment", { event: "issue_comment", action: "edited" }, true],
  ["pull_request", { event: "pull_request_target", action: "opened" }, false],
  ["{ workflow_run: { workflows: [Train] } }", { event: "workflow_run", payload: run("Train") }, true],
  ["{ workflow_run: { workflows: [Train] } }", { event: "workflow_run", payload: run("Other") }, false],
])("on: %s and %j: %s", async (on, part, expected) => {
  expect(await starts(on, part)).toBe(expected);
});
