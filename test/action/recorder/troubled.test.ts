import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileByteSource } from "../../../adapters/zip/byte-source.ts";
import { readZipEntries } from "../../../adapters/zip/zip-reader.ts";
import { blobFile } from "../../../sandbox/actions/artifacts/blob-files.ts";
import { triggerWorkflows } from "../../../sandbox/actions/runner/index.ts";
import { type ActionsWorld, startActions } from "../../sandbox/actions/support.ts";
import { ownAction } from "../../support/own-action.ts";
import { onlyRecord, runPullRequest, TRAIN } from "../../support/recorded-job.ts";

const CANARY = "correct-horse-battery-staple";
const workflow = (steps: string, inputs = "") => `
name: Train
on: [push, pull_request]
permissions: { contents: read, actions: read, pull-requests: write }
env: { DATABASE_PASSWORD: ${CANARY} }
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ./
        with: { ${inputs} }
${steps}
`;
const PATH = ".github/workflows/train.yml";
const KILL = `kill -9 $(sed -n 's/.*"pid": \\([0-9]*\\).*/\\1/p' $RUNNER_TEMP/pedigree-recorder-*/recorder.json)`;

let actions: ActionsWorld;

beforeAll(async () => {
  actions = await startActions({
    ...(await ownAction()),
    [PATH]: workflow("      - run: node train.mjs"),
    ".github/pedigree.yml": "metrics:\n  auc: { goal: maximize }\n",
    "train.mjs": TRAIN,
    mode: "finished",
  });
}, 60_000);
afterAll(() => actions.end());

describe("one step before the training", () => {
  it("fails the job when the gate fails at its end", async () => {
    const [base] = await triggerWorkflows(actions.sandbox, { trigger: await actions.push() });
    expect(base?.conclusion).toBe("success");
    const steps = `      - run: node train.mjs\n        env: { AUC: "0.5" }`;
    const { result, comments } = await runPullRequest(actions, "gated", {
      [PATH]: workflow(steps, "gate: true"),
    });
    const post = result.jobs[0]?.steps.find(({ name }) => name.startsWith("Post"));
    expect(post).toMatchObject({ conclusion: "failure", exitCode: 1 });
    expect(post?.annotations).toEqual([
      expect.objectContaining({ level: "error", message: expect.stringContaining("gate: auc regressed") }),
    ]);
    expect(result.conclusion).toBe("failure");
    expect(comments).toHaveLength(1);
    expect((await onlyRecord(actions, result)).status).toBe("finished");
  }, 180_000);

  it("keeps what a recorder had heard that was killed, and says so", async () => {
    const steps = `      - run: node train.mjs\n      - run: ${JSON.stringify(KILL)}`;
    const { result, comments } = await runPullRequest(actions, "killed-recorder", {
      [PATH]: workflow(steps),
    });
    const record = await onlyRecord(actions, result);
    expect(record).toMatchObject({
      status: "finished",
      metrics: { loss: { count: 3 } },
      params: { lr: 0.1 },
    });
    expect(record.warnings).toEqual([expect.stringMatching(/^recorder: it ended before the run did/)]);
    expect(comments).toHaveLength(1);
  }, 120_000);

  it("shows neither its token nor a secret of the job, wherever training code puts them", async () => {
    const leaks = TRAIN.replace('run_name: "fit"', `run_name: "fit ${CANARY}"`)
      .replace(
        'key: "lr", value: "0.1"',
        `key: "note", value: "${CANARY} " + process.env.MLFLOW_TRACKING_TOKEN`,
      )
      .replace('value: "first"', `value: "${CANARY}"`)
      .replace('key: "auc"', `key: "auc ${CANARY}"`);
    const steps = `      - run: cat $RUNNER_TEMP/pedigree-recorder-*/recorder.json; env | grep MLFLOW; node leaks.mjs`;
    const { result, comments } = await runPullRequest(actions, "leaks", {
      [PATH]: workflow(steps),
      "leaks.mjs": leaks,
    });
    const record = await onlyRecord(actions, result);
    expect(record.params.note).toBe("[redacted] [redacted]");
    const { world } = actions.sandbox;
    const artifact = world.state.artifacts.find(({ runId }) => runId === result.run.id);
    const blob = blobFile(world, artifact?.id ?? 0);
    const entries = await readZipEntries(fileByteSource(blob), new Map([["curves.parquet", 1e6]]));
    const texts = {
      record: JSON.stringify(record),
      curves: Buffer.from(entries.get("curves.parquet") ?? []).toString("latin1"),
      archive: (await readFile(blob)).toString("latin1"),
      comment: comments.join(),
      summary: result.jobs[0]?.steps.map(({ summary }) => summary).join() ?? "",
    };
    for (const [name, text] of Object.entries(texts)) {
      expect([name, text.length > 10, text.includes(CANARY)]).toEqual([name, true, false]);
      expect([name, /\b[0-9a-f]{48}\b/.test(text)]).toEqual([name, false]);
    }
    const log = result.jobs[0]?.log.join("\n") ?? "";
    expect(log).toContain("MLFLOW_TRACKING_TOKEN=***");
    expect(log).not.toMatch(/\b[0-9a-f]{48}\b/);
  }, 120_000);
});
