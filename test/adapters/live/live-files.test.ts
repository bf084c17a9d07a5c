import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorkspaceFiles } from "../../../adapters/data/workspace-files.ts";
import { createLiveFiles, type LiveFilesOptions } from "../../../adapters/live/live-files.ts";
import type { LivePart } from "../../../core/ports/live.ts";
import { listener } from "../../support/live-part.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

function live(more: Partial<LiveFilesOptions> = {}) {
  const workspace = tempFolder();
  const part = createLiveFiles({
    workspace,
    startedAt: "2026-01-31T12:00:00.000Z",
    output: join(workspace, "output.log"),
    search: true,
    ignore: [],
    metrics: [],
    params: [],
    files: createWorkspaceFiles(workspace),
    ...more,
  });
  return { workspace, part };
}

async function points(part: LivePart): Promise<readonly string[]> {
  const { measurements } = await listener(part).look();
  return measurements.map(({ metric, step, value }) => `${metric}@${step}=${value}`);
}

test("files that a training writes are found and read as they grow", async () => {
  const { workspace, part } = live();
  expect(await points(part)).toEqual([]);
  const file = join(workspace, "metrics.jsonl");
  await writeFile(file, '{"step":1,"loss":3}\n');
  expect(await points(part)).toEqual(["loss@1=3"]);
  await appendFile(file, '{"step":2,"loss":2}\n{"step":3,"lo');
  expect(await points(part)).toEqual(["loss@1=3", "loss@2=2"]);
  await appendFile(file, 'ss":1}\n');
  expect(await points(part)).toEqual(["loss@1=3", "loss@2=2", "loss@3=1"]);
});

test("a run whose values lie beside its marker is read again when they change", async () => {
  const { workspace, part } = live();
  const run = "mlruns/0/0123456789abcdef0123456789abcdef";
  await writeFiles(workspace, {
    "mlruns/0/meta.yaml": "experiment_id: '0'\nname: Default\nlifecycle_stage: active\n",
    [`${run}/meta.yaml`]:
      "run_id: 0123456789abcdef0123456789abcdef\nexperiment_id: '0'\nstart_time: 1\nstatus: 1\nlifecycle_stage: active\n",
    [`${run}/metrics/loss`]: "1769860800000 0.5 1\n",
  });
  expect(await points(part)).toEqual(["loss@1=0.5"]);
  await appendFile(join(workspace, run, "metrics/loss"), "1769860801000 0.4 2\n");
  expect(await points(part)).toEqual(["loss@1=0.5", "loss@2=0.4"]);
});

test("a file that cannot be read while it is written anew keeps what it held", async () => {
  const { workspace, part } = live();
  const file = join(workspace, "checkpoint-1/trainer_state.json");
  await mkdir(join(workspace, "checkpoint-1"));
  await writeFile(file, '{"global_step":1,"max_steps":40,"log_history":[{"step":1,"loss":3}]}');
  expect(await points(part)).toEqual(["loss@1=3"]);
  await writeFile(file, '{"global_step":2,"log_hist');
  expect(await points(part)).toEqual(["loss@1=3"]);
  await writeFile(file, '{"global_step":2,"max_steps":40,"log_history":[{"step":2,"loss":1}]}');
  expect(await points(part)).toEqual(["loss@2=1"]);
  expect((await listener(part).look()).totalSteps).toBe(40);
});

test("files that were named are told apart as the record tells them apart", async () => {
  const { workspace, part } = live({ metrics: ["fold_*/m.jsonl"] });
  await writeFiles(workspace, { "fold_0/m.jsonl": '{"step":1,"loss":3}\n' });
  expect(await points(part)).toEqual(["loss@1=3"]);
  await writeFiles(workspace, { "fold_1/m.jsonl": '{"step":1,"loss":2}\n' });
  expect(await points(part)).toEqual(["fold_0/loss@1=3", "fold_1/loss@1=2"]);
});

test("boosting lines of the output count where no file tells of the metric", async () => {
  const { workspace, part } = live();
  const output = join(workspace, "output.log");
  await writeFile(output, "starting\n[0]\ttrain-rmse:0.5\n[1]\ttrain-r");
  expect(await points(part)).toEqual(["train-rmse@0=0.5"]);
  await appendFile(output, "mse:0.25\tval-rmse:0.3\n");
  expect(await points(part)).toEqual(["train-rmse@0=0.5", "train-rmse@1=0.25", "val-rmse@1=0.3"]);
  await writeFile(join(workspace, "evals_result.json"), '{"train":{"rmse":[0.501]}}');
  expect(await points(part)).toEqual(["train-rmse@0=0.501", "val-rmse@1=0.3"]);
});

test("what is named is taken from there alone", async () => {
  const { workspace, part } = live({ metrics: ["own.json", "*.csv"], params: ["p.yaml"] });
  await writeFiles(workspace, { "metrics.jsonl": '{"step":1,"loss":3}\n', "p.yaml": "epochs: 5\n" });
  expect(await points(part)).toEqual([]);
  await writeFile(join(workspace, "own.json"), '{"acc": [0.5]}');
  expect(await points(part)).toEqual(["acc@0=0.5"]);
  await writeFile(join(workspace, "own.json"), '{"acc": [0.5, 0.75]}');
  expect(await points(part)).toEqual(["acc@0=0.5", "acc@1=0.75"]);
  expect([...(await listener(part).look()).params]).toEqual([["epochs", 5]]);
});

test("with the search off nothing is found", async () => {
  const { workspace, part } = live({ search: false });
  await writeFiles(workspace, {
    "metrics.jsonl": '{"step":1,"loss":3}\n',
    "output.log": "[0]\ttrain-rmse:0.5\n",
  });
  expect(await points(part)).toEqual([]);
});

test("files of before the training do not count", async () => {
  const { workspace, part } = live({ startedAt: "2126-01-31T12:00:00.000Z" });
  await writeFiles(workspace, { "metrics.jsonl": '{"step":1,"loss":3}\n' });
  expect(await points(part)).toEqual([]);
});
