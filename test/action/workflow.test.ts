import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeCurves } from "../../adapters/parquet/curves-parquet.ts";
import { fileByteSource } from "../../adapters/zip/byte-source.ts";
import { readZipEntries } from "../../adapters/zip/zip-reader.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { blobFile } from "../../sandbox/actions/artifacts/blob-files.ts";
import {
  pullRequestTrigger,
  triggerWorkflows,
  type WorkflowResult,
} from "../../sandbox/actions/runner/index.ts";
import { buildAction } from "../../scripts/build.ts";
import { type ActionsWorld, commit, startActions } from "../sandbox/actions/support.ts";

// The bundle as users run it, in real workflow runs, with GitHub's own artifact client, on the sandbox.
const WORKFLOW = `
name: Train
on: [push, pull_request]
permissions: { contents: read, actions: read, pull-requests: write }
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: pedigree
        uses: pedigree/pedigree@v1
        with:
          run: sh train.sh --seed 7
          metrics: |
            metrics.json
            log.jsonl
          params: params.yaml
          data: data.csv
          model: model.bin
      - run: echo "verdict \${{ steps.pedigree.outputs.verdict }}, auc \${{ fromJSON(steps.pedigree.outputs.metrics).auc }}"
`;
const TRAIN = `
lr=$(sed -n 's/^lr: //p' params.yaml)
echo "training with $lr"
for step in 1 2 3; do echo "{\\"step\\":$step,\\"loss\\":0.$((9 - step))}" >> log.jsonl; done
echo "{\\"auc\\": 0.$lr}" > metrics.json
echo weights > model.bin
`;
const FILES = {
  ".github/workflows/train.yml": WORKFLOW,
  ".github/pedigree.yml": "metrics:\n  auc: { goal: maximize }\n",
  "train.sh": TRAIN,
  "params.yaml": "lr: 90\n",
  "data.csv": "a,b\n1,2\n",
};

let actions: ActionsWorld;
let folders: ReadonlyMap<string, string>;
let bundle: string;

beforeAll(async () => {
  actions = await startActions(FILES);
  bundle = await mkdtemp(join(tmpdir(), "pedigree-bundle-"));
  await buildAction(join(bundle, "dist"));
  await copyFile(join(import.meta.dirname, "../../action.yml"), join(bundle, "action.yml"));
  folders = new Map([["pedigree/pedigree", bundle]]);
});
afterAll(async () => {
  await actions.end();
  await rm(bundle, { recursive: true, force: true });
});

const step = (result: WorkflowResult, id = "pedigree") =>
  result.jobs[0]?.steps.find((found) => found.id === id);

async function recordOf(
  result: WorkflowResult,
  name = "pedigree",
): Promise<{ run: Run; entries: ReadonlyMap<string, Uint8Array> }> {
  const id = Number(step(result, name)?.outputs["artifact-id"]);
  const wanted = new Map([
    ["run.json", 1e6],
    ["curves.parquet", 1e6],
    ["output.log", 1e6],
    ["files/model.bin", 1e6],
  ]);
  const entries = await readZipEntries(fileByteSource(blobFile(actions.sandbox.world, id)), wanted);
  const text = Buffer.from(entries.get("run.json") ?? []).toString();
  return { run: runSchema.parse(JSON.parse(text)), entries };
}

test("a push is recorded, a pull request is compared with it", async () => {
  const { sandbox, octokit, judge } = actions;
  const [pushed] = await triggerWorkflows(sandbox, { trigger: await actions.push(), actions: folders });
  if (pushed === undefined) throw new Error("no workflow ran");
  expect(step(pushed)?.annotations).toEqual([]);
  expect(pushed.conclusion).toBe("success");
  const base = await recordOf(pushed);
  expect(base.run).toMatchObject({
    experiment: "train/fit",
    status: "finished",
    params: { lr: 90, seed: 7 },
    metrics: { auc: { last: 0.9 }, loss: { last: 0.6, count: 3 } },
    source: {
      branch: "main",
      dirty: false,
      commit: pushed.run.headSha,
      repository: { fullName: "acme/churn" },
    },
    trigger: {
      event: "push",
      job: "fit",
      runId: pushed.run.id,
      pullRequest: null,
      jobId: pushed.jobs[0]?.id,
    },
    warnings: [],
  });
  expect(base.run.environment.runtimes.node).toBeDefined();
  const curves = await decodeCurves(base.entries.get("curves.parquet") ?? new Uint8Array());
  expect(curves.get("loss")?.map(({ value }) => value)).toEqual([0.8, 0.7, 0.6]);
  expect(Buffer.from(base.entries.get("output.log") ?? []).toString()).toBe("training with 90\n");
  expect(Buffer.from(base.entries.get("files/model.bin") ?? []).toString()).toBe("weights\n");
  expect(step(pushed)?.summary).toContain("auc");

  await commit(sandbox, actions.repository, { "params.yaml": "lr: 95\n" }, "higher-lr");
  const { data: created } = await octokit.pulls.create({
    owner: "acme",
    repo: "churn",
    title: "Higher",
    head: "higher-lr",
    base: "main",
  });
  const pull = sandbox.world.state.pulls.find((candidate) => candidate.number === created.number);
  if (pull === undefined) throw new Error("no pull request");
  const actorId = created.user?.id ?? 0;
  const trigger = await pullRequestTrigger(sandbox.world, pull, { action: "opened", actorId });
  const asked = judge.counts.requests;
  const [compared] = await triggerWorkflows(sandbox, { trigger, actions: folders });
  if (compared === undefined) throw new Error("no workflow ran");
  expect(step(compared)?.annotations).toEqual([]);
  expect(step(compared)?.outputs).toMatchObject({ verdict: "better", metrics: '{"auc":0.95,"loss":0.6}' });
  const { run } = await recordOf(compared);
  expect(run.trigger?.pullRequest).toBe(created.number);
  expect(run.source).toMatchObject({ branch: "higher-lr", headCommit: created.head.sha, dirty: false });
  const used = judge.counts.requests - asked;
  const { data: comments } = await octokit.issues.listComments({
    owner: "acme",
    repo: "churn",
    issue_number: created.number,
  });
  expect(comments).toHaveLength(1);
  expect(comments[0]?.html_url).toBe(step(compared)?.outputs["comment-url"]);
  expect(comments[0]?.body).toContain("0.95");
  expect(judge.violations).toEqual([]);
  expect(used).toBeLessThanOrEqual(6);
}, 120_000);

const job = (steps: string) => `
name: Train
on: push
permissions: { contents: read, actions: read }
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${steps}`;

test("a command that fails fails its step and has its record; a second run takes a name of its own", async () => {
  const steps = `
      - id: first
        uses: pedigree/pedigree@v1
        continue-on-error: true
        with: { run: "env | grep -E '^(INPUT_|ACTIONS_RUNTIME)' && exit 9; exit 3", experiment: twice }
      - id: second
        uses: pedigree/pedigree@v1
        with: { record: now, metrics: "nothing/*.json", experiment: twice, name: "second" }
      - id: strict
        uses: pedigree/pedigree@v1
        with: { record: now, metrics: "nothing/*.json", experiment: strict, strict: true }
`;
  await commit(actions.sandbox, actions.repository, { ".github/workflows/train.yml": job(steps) });
  const [result] = await triggerWorkflows(actions.sandbox, {
    trigger: await actions.push(),
    actions: folders,
  });
  if (result === undefined) throw new Error("no workflow ran");
  expect(step(result, "first")).toMatchObject({ outcome: "failure", exitCode: 3 });
  expect((await recordOf(result, "first")).run).toMatchObject({ status: "failed", command: { exitCode: 3 } });
  expect(step(result, "second")).toMatchObject({ outcome: "success" });
  expect(step(result, "second")?.annotations).toEqual([
    expect.objectContaining({ message: expect.stringContaining("nothing/*.json") }),
  ]);
  expect((await recordOf(result, "second")).run.name).toBe("second");
  expect(step(result, "strict")).toMatchObject({ outcome: "failure" });
  expect((await recordOf(result, "strict")).run.warnings).toHaveLength(1);
  const names = actions.sandbox.world.state.artifacts
    .filter(({ runId }) => runId === result.run.id)
    .map(({ name }) => name);
  expect(names).toEqual(["pedigree-run.twice", "pedigree-run.twice~2", "pedigree-run.strict"]);
}, 120_000);

test("a cancelled run has its record", async () => {
  const steps = `
      - id: pedigree
        uses: pedigree/pedigree@v1
        with: { run: "trap 'echo saved; exit 1' INT TERM; echo ready; while :; do sleep 0.05; done" }
`;
  await commit(actions.sandbox, actions.repository, { ".github/workflows/train.yml": job(steps) });
  const cancel = new AbortController();
  const [result] = await triggerWorkflows(actions.sandbox, {
    trigger: await actions.push(),
    actions: folders,
    signal: cancel.signal,
    onLine: ({ text }) => {
      if (text === "ready") cancel.abort();
    },
  });
  if (result === undefined) throw new Error("no workflow ran");
  expect(result.conclusion).toBe("cancelled");
  const artifact = actions.sandbox.world.state.artifacts.find(({ runId }) => runId === result.run.id);
  const source = fileByteSource(blobFile(actions.sandbox.world, artifact?.id ?? 0));
  const entries = await readZipEntries(
    source,
    new Map([
      ["run.json", 1e6],
      ["output.log", 1e6],
    ]),
  );
  expect(JSON.parse(Buffer.from(entries.get("run.json") ?? []).toString())).toMatchObject({
    status: "cancelled",
  });
  expect(Buffer.from(entries.get("output.log") ?? []).toString()).toBe("ready\nsaved\n");
}, 120_000);

test("a gate fails the step of a run that is worse, and of one that it could not evaluate", async () => {
  const train = async (steps: string) => {
    await commit(actions.sandbox, actions.repository, { ".github/workflows/train.yml": job(steps) });
    const [result] = await triggerWorkflows(actions.sandbox, {
      trigger: await actions.push(),
      actions: folders,
    });
    if (result === undefined) throw new Error("no workflow ran");
    return result;
  };
  const run = (auc: number) => `run: "echo '{\\"auc\\": ${auc}}' > gated.json", metrics: gated.json`;
  const first = await train(`
      - id: pedigree
        uses: pedigree/pedigree@v1
        with: { ${run(0.9)}, experiment: gated, gate: true }
`);
  expect(step(first)).toMatchObject({ outcome: "success", outputs: { gate: "passed", verdict: "none" } });
  const second = await train(`
      - id: baseline
        uses: pedigree/pedigree@v1
        continue-on-error: true
        with: { ${run(0.8)}, experiment: gated, gate: auc }
      - id: unknown
        uses: pedigree/pedigree@v1
        continue-on-error: true
        with: { ${run(0.99)}, experiment: gated, gate: true, compare-to: "999999" }
`);
  expect(step(second, "baseline")).toMatchObject({
    outcome: "failure",
    exitCode: 1,
    outputs: { gate: "failed" },
  });
  expect(step(second, "baseline")?.annotations).toContainEqual(
    expect.objectContaining({
      level: "error",
      message: "gate: auc regressed: 0.9 → 0.8 (maximize), tolerance 0",
    }),
  );
  expect((await recordOf(second, "baseline")).run.metrics.auc?.last).toBe(0.8);
  expect(step(second, "unknown")).toMatchObject({ outcome: "failure", outputs: { gate: "shut" } });
}, 120_000);
