import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileByteSource } from "../../../adapters/zip/byte-source.ts";
import { readZipEntries } from "../../../adapters/zip/zip-reader.ts";
import { runSchema } from "../../../core/run/run.ts";
import { blobFile } from "../../../sandbox/actions/artifacts/blob-files.ts";
import { triggerWorkflows, type WorkflowResult } from "../../../sandbox/actions/runner/index.ts";
import { buildAction } from "../../../scripts/build.ts";
import { type ActionsWorld, commit, startActions } from "../../sandbox/actions/support.ts";

const TRAIN = `
const call = async (path, body) => {
  const answer = await fetch(process.env.MLFLOW_TRACKING_URI + "/api/2.0/mlflow/" + path, {
    method: "POST",
    headers: { authorization: "Bearer " + process.env.MLFLOW_TRACKING_TOKEN, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const { run } = await call("runs/create", { experiment_id: "0", run_name: "fit", start_time: Date.now() });
const run_id = run.info.run_id;
await call("runs/log-parameter", { run_id, key: "lr", value: "0.1" });
for (const step of [0, 1, 2])
  await call("runs/log-metric", { run_id, key: "loss", value: 0.9 - step / 10, timestamp: Date.now(), step });
if (process.argv[2] === "kill") process.kill(process.pid, "SIGKILL");
if (process.argv[2] === "fail") process.exit(3);
if (process.argv[2] === "wait") {
  console.log("waiting");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}
await call("runs/update", { run_id, status: "FINISHED", end_time: Date.now() });
`;
const workflow = (mode: string) => `
name: Train
on: push
permissions: { contents: read, actions: read }
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: pedigree
        uses: pedigree/pedigree@v1
      - run: node train.mjs ${mode}
`;

let actions: ActionsWorld;
let folders: ReadonlyMap<string, string>;
let bundle: string;

beforeAll(async () => {
  actions = await startActions({ "train.mjs": TRAIN, ".github/workflows/train.yml": workflow("") });
  bundle = await mkdtemp(join(tmpdir(), "pedigree-bundle-"));
  await buildAction(join(bundle, "dist"));
  await copyFile(join(import.meta.dirname, "../../../action.yml"), join(bundle, "action.yml"));
  folders = new Map([["pedigree/pedigree", bundle]]);
});
afterAll(async () => {
  await actions.end();
  await rm(bundle, { recursive: true, force: true });
});

async function train(mode: string): Promise<WorkflowResult> {
  await commit(actions.sandbox, actions.repository, { ".github/workflows/train.yml": workflow(mode) });
  const [result] = await triggerWorkflows(actions.sandbox, {
    trigger: await actions.push(),
    actions: folders,
  });
  if (result === undefined) throw new Error("no workflow ran");
  return result;
}

async function recordOf({ run }: WorkflowResult) {
  const found = actions.sandbox.world.state.artifacts.filter(({ runId }) => runId === run.id);
  expect(found).toHaveLength(1);
  const source = fileByteSource(blobFile(actions.sandbox.world, found[0]?.id ?? 0));
  const entries = await readZipEntries(source, new Map([["run.json", 1e6]]));
  return runSchema.parse(JSON.parse(Buffer.from(entries.get("run.json") ?? []).toString()));
}

test("one step before the training records the job", async () => {
  const result = await train("");
  const record = await recordOf(result);
  expect(record).toMatchObject({ status: "finished", params: { lr: 0.1 }, metrics: { loss: { count: 3 } } });
}, 120_000);
