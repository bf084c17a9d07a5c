import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunOptions } from "../../../sandbox/actions/runner/run-contract.ts";
import type { CheckRun } from "../../../sandbox/state/entities.ts";
import { buildAction } from "../../../scripts/build.ts";
import { type ActionsWorld, startActions } from "../../sandbox/actions/support.ts";
import { onlyRecord, runPullRequest } from "../../support/recorded-job.ts";

// A training that goes on until the test lets it end: nothing here waits for a clock.
const TRAIN = `
import { appendFileSync, existsSync } from "node:fs";
const until = async (file) => { while (!existsSync(file)) await new Promise((wait) => setTimeout(wait, 20)); };
process.on("SIGTERM", () => { console.log("saving a checkpoint"); process.exit(0); });
for (let step = 1; step <= 5; step += 1) appendFileSync("metrics.jsonl", JSON.stringify({ step, loss: 1 / step }) + "\\n");
console.log("GOING " + process.cwd());
await until("go-on");
for (let step = 6; step <= 8; step += 1) appendFileSync("metrics.jsonl", JSON.stringify({ step, loss: 7 }) + "\\n");
if (process.argv[2] === "stay") await until("never");
if (process.argv[2] === "kill") process.kill(process.ppid, "SIGKILL");
`;

const workflow = (run: string, more = "", permissions = "checks: write") => `
name: Train
on: pull_request
permissions: { contents: read, actions: read, pull-requests: write, ${permissions} }
jobs:
  fit:
    runs-on: ubuntu-latest
    env: { PEDIGREE_LIVE_RHYTHM: "50,0,0" }
    steps:
      - uses: actions/checkout@v4
      - id: pedigree
        uses: pedigree/pedigree@v1
        with:
          run: ${run}
          ${more}
`;

let actions: ActionsWorld;
let folders: ReadonlyMap<string, string>;
let bundle: string;

beforeAll(async () => {
  actions = await startActions({ "train.mjs": TRAIN, "params.yaml": "epochs: 8\n" });
  bundle = await mkdtemp(join(tmpdir(), "pedigree-bundle-"));
  await buildAction(join(bundle, "dist"));
  await copyFile(join(import.meta.dirname, "../../../action.yml"), join(bundle, "action.yml"));
  folders = new Map([["pedigree/pedigree", bundle]]);
});
afterAll(async () => {
  await actions.end();
  await rm(bundle, { recursive: true, force: true });
});

const checks = (name = "pedigree / train/fit"): readonly CheckRun[] =>
  actions.sandbox.world.state.checkRuns.filter((run) => run.name === name);

/** As patient as a crowded machine needs; the test's own limit is later. */
const until = <T>(find: () => T | undefined) => vi.waitUntil(find, { timeout: 60_000, interval: 20 });

/**
 * Runs a workflow on a pull request of its own. While the training waits, `meanwhile` may look around; then it goes on.
 */
async function train(branch: string, yaml: string, meanwhile?: (before: number) => Promise<void>) {
  const before = checks().length;
  const files = { ".github/workflows/train.yml": yaml, ...(meanwhile === undefined ? { "go-on": "" } : {}) };
  let folder: string | undefined;
  const options: RunOptions = {
    actions: folders,
    onLine: ({ text }) => {
      folder ??= /GOING (\S+)/.exec(text)?.[1];
    },
  };
  const running = runPullRequest(actions, branch, files, options);
  if (meanwhile !== undefined) {
    const workspace = await until(() => folder);
    await meanwhile(before);
    await writeFile(join(workspace, "go-on"), "");
  }
  const { result, comments } = await running;
  const step = result.jobs[0]?.steps.find(({ id }) => id === "pedigree");
  return { result, comments, step, shown: checks().slice(before) };
}

/** A training that ends before it was first to be shown has nothing to say about a permission. */
const atRefusal = async () => {
  await until(() => actions.answers.find((answer) => /^POST \S+\/check-runs 403$/.test(answer)));
};

describe("a training that takes its time", () => {
  it("is shown on the pull request's head while it runs, and completed when it has ended", async () => {
    let seen: Pick<CheckRun, "status" | "output"> | undefined;
    const run = workflow("node train.mjs --epochs 8");
    const { result, step, shown, comments } = await train("shown", run, async (before) => {
      const check = await until(() =>
        checks()
          .slice(before)
          .find(({ output }) => output.title?.includes("5 of 8")),
      );
      seen = { status: check.status, output: check.output };
    });
    expect(seen).toMatchObject({ status: "in_progress", output: { title: "Training · epoch 5 of 8" } });
    expect(seen?.output.summary).toContain("| `loss` | 0.2 | −0.05 | 0.2 (step 5) | 5 |");
    expect(result.conclusion).toBe("success");
    expect(step?.annotations).toEqual([]);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      status: "completed",
      conclusion: "success",
      headSha: result.run.headSha,
    });
    expect(shown[0]?.output.title).toMatch(/^Finished · epoch 8 of 8 · after /);
    // The sandbox is not the server that links may lead to, so the name of this one is plain text.
    expect(shown[0]?.output.summary).toContain("· `comparison` ·");
    expect(shown[0]?.output.summary).toContain(`/artifacts/${step?.outputs["artifact-id"]}`);
    expect(comments).toHaveLength(1);
    expect(actions.judge.violations).toEqual([]);
  }, 120_000);

  it("is ended by its rule, which is no failure, and the record and the comment say why", async () => {
    const run = workflow("node train.mjs stay", "stop-when: loss > 2 * best.loss");
    const { result, step, shown, comments } = await train("stopped", run);
    expect(result.conclusion).toBe("success");
    expect(step).toMatchObject({ outcome: "success", annotations: [] });
    const record = await onlyRecord(actions, result);
    expect(record).toMatchObject({
      status: "finished",
      command: { exitCode: 0 },
      stopped: {
        condition: "loss > 2 * best.loss",
        values: { loss: 7, "best.loss": 0.2 },
        signal: "SIGTERM",
      },
    });
    expect(shown.map(({ conclusion }) => conclusion)).toEqual(["neutral"]);
    expect(comments[0]).toContain("Stopped early");
    expect(comments[0]).toContain("`best.loss` = 0.2");
    expect(result.jobs[0]?.log.join("\n")).toMatch(/stop-when is true.*\n.*saving a checkpoint/s);
  }, 120_000);

  it("without the permission is not shown, which is said once and disturbs nobody", async () => {
    const { result, step, shown } = await train(
      "refused",
      workflow("node train.mjs", "", "checks: read"),
      atRefusal,
    );
    expect(result.conclusion).toBe("success");
    expect(shown).toEqual([]);
    expect(step?.annotations).toEqual([]);
    expect(result.jobs[0]?.log.filter((line) => line.includes("checks: write"))).toHaveLength(1);
  }, 120_000);

  it("whose step is killed leaves a check that the step's last part ends", async () => {
    const { shown } = await train("killed", workflow("node train.mjs kill"), async (before) => {
      await until(() =>
        checks()
          .slice(before)
          .find(({ output }) => output.title?.includes("step 5")),
      );
    });
    expect(shown.map(({ conclusion, output }) => [conclusion, output.title])).toEqual([
      ["cancelled", "Ended without a result"],
    ]);
    expect(shown[0]?.output.summary).toContain("`loss`");
  }, 120_000);

  it.each([
    [
      "a rule that is no rule",
      workflow("echo HELLO", "stop-when: loss >"),
      /stop-when: expected a CEL condition/,
    ],
    [
      "a rule without a command",
      workflow("x", "stop-when: loss > 1").replace(/run: x/, "track: off"),
      /stop-when: expected the input run/,
    ],
  ])(
    "%s fails the step before anything runs",
    async (name, yaml, message) => {
      const { result, step } = await train(name.replaceAll(" ", "-"), yaml);
      expect(result.conclusion).toBe("failure");
      const errors = step?.annotations
        .filter(({ level }) => level === "error")
        .map(({ message: text }) => text);
      expect(errors).toEqual([expect.stringMatching(message), "Process completed with exit code 1."]);
      expect(result.jobs[0]?.log).not.toContain("HELLO");
      expect(actions.sandbox.world.state.artifacts.filter(({ runId }) => runId === result.run.id)).toEqual(
        [],
      );
    },
    120_000,
  );
});
