import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { IMPORTERS, LOG_IMPORTER } from "../../../adapters/importers/importers.ts";
import type { Importer, ImportFile } from "../../../core/ports/importer.ts";
import type { Measurement } from "../../../core/run/measurement.ts";
import {
  type FuzzCase,
  fuzzFlips,
  fuzzNonsense,
  fuzzTruncation,
  IS_LONG,
} from "../../support/fuzz-importer.ts";
import { FIXTURES, memoryFile } from "../../support/import-file.ts";

const folder = mkdtempSync(join(tmpdir(), "pedigree-fuzz-"));
// What the pointer of DVC points to has to be there.
mkdirSync(join(folder, "images"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const real = (path: string) => readFileSync(join(FIXTURES, path));
const RUN = "mlflow-files/mlruns/942310917694853480/f69805f7461343d99819bc3194fc2b38";
const TRAINER = JSON.stringify({
  global_step: 20,
  log_history: [
    { epoch: 1, loss: 0.9, step: 10 },
    { epoch: 1, eval_loss: 0.4, step: 10 },
  ],
});

/** In memory, in pieces of odd sizes, as a stream may come. */
const inMemory = (path: string) => (bytes: Uint8Array) => memoryFile(path, bytes, 7 + (bytes.length % 50));

/** Only a library can open a database, so each try is a file. */
const onDisk = (path: string) => (bytes: Uint8Array) => {
  writeFileSync(join(folder, basename(path)), bytes);
  const file = findFile(folder, basename(path));
  if (file === undefined) throw new Error("not written");
  return file;
};

/** The description of a run, with one file of its folder damaged. */
const beside =
  (main: string, path: string) =>
  (bytes: Uint8Array): ImportFile => ({
    ...memoryFile(main, real(main)),
    folder: async () => [memoryFile(path, bytes)],
    near: async (name) => (path.endsWith(name) ? memoryFile(path, bytes) : undefined),
  });

const importerOf = (name: string): Importer => {
  const found = [...IMPORTERS, LOG_IMPORTER].find((importer) => importer.name === name);
  if (found === undefined) throw new Error(`no importer ${name}`);
  return found;
};

type Rest = Partial<Omit<FuzzCase, "importer">>;
const text = (content: string): Rest => ({ bytes: Buffer.from(content) });
// Where the history of a step is cut off, the summary still tells its values, without the step.
const withoutStep = ({ metric, value }: Measurement) => `${metric} ${value}`;

/** Importer, path, and what differs from a real file in memory without checksums. */
const TABLE: readonly (readonly [string, string, Rest?])[] = [
  ["dvc-metrics", "dvc/dvc.yaml"],
  ["dvc-metrics", "dvc/scores.json", { open: beside("dvc/dvc.yaml", "dvc/scores.json") }],
  ["dvc-metrics", "dvc/loss.csv", { open: beside("dvc/dvc.yaml", "dvc/loss.csv") }],
  ["dvclive", "dvclive/dvclive/metrics.json"],
  [
    "dvclive",
    "dvclive/dvclive/plots/metrics/train/loss.tsv",
    {
      open: beside("dvclive/dvclive/metrics.json", "dvclive/dvclive/plots/metrics/train/loss.tsv"),
      // Without the curve the newest value stands alone.
      written: withoutStep,
    },
  ],
  ["mlflow-files", `${RUN}/meta.yaml`],
  [
    "mlflow-files",
    `${RUN}/metrics/train/loss`,
    { open: beside(`${RUN}/meta.yaml`, `${RUN}/metrics/train/loss`) },
  ],
  ["mlflow-db", "mlflow-db/mlflow.db", { open: onDisk("mlflow.db"), stride: 19 }],
  [
    "wandb",
    "wandb/wandb/offline-run-20261123_160522-plgyp7d0/run-plgyp7d0.wandb",
    { checked: true, written: withoutStep },
  ],
  ["trackio", "trackio/new/churn.db", { open: onDisk("new.db"), stride: 19 }],
  ["trackio", "trackio/old/churn.db", { open: onDisk("old.db"), stride: 19 }],
  ["hugging-face-trainer", "checkpoint-20/trainer_state.json", text(TRAINER)],
  [
    "lightning-csv",
    "version_0/metrics.csv",
    text("epoch,step,train_loss,val_loss\n0,49,0.71,\n0,49,,0.65\n"),
  ],
  ["keras-csv", "keras/training.log"],
  ["evals-result", "xgboost/evals_result.json"],
  ["catboost", "catboost/catboost_info/test_error.tsv"],
  ["tensorboard", "tensorboard/train/events.out.tfevents.1795449953.vm.17786.0", { checked: true }],
  ["tensorboard", "tensorboardx/run/events.out.tfevents.1795449852.vm", { checked: true }],
  ["tensorboard", "tensorboard-plots/run/events.out.tfevents.1795986795.vm", { checked: true }],
  ["tensorboard", "tensorboard-plots/tensors/events.out.tfevents.1795986795.vm.21961.0", { checked: true }],
  ["metrics-file", "metrics.json", text('{"auc": 0.91, "loss": [0.5, 0.25]}')],
  ["metrics-file", "metrics.jsonl", text('{"step":1,"loss":0.5}\n{"step":2,"loss":0.25}\n')],
  ["metrics-file", "metrics.csv", text("step,loss\n1,0.53\n2,0.42\n")],
  ["metrics-file", "metrics.yaml", text("auc: 0.91\nval:\n  loss: [0.5, 0.25]\n")],
  ["metrics-file", "metrics.toml", text("auc = 0.91\n[val]\nloss = [0.5, 0.25]\n")],
  ["metrics-file", "scikit-learn/classification_report.json"],
  ["hydra", "hydra/outputs/run/.hydra/config.yaml"],
  ["params-file", "dvc/params.yaml"],
  ["params-file", "params.toml", text('lr = 0.1\n[optimizer]\nname = "adam"\n')],
  ["dvc-lock", "dvc/dvc.lock"],
  ["dvc-pointer", "dvc/images.dvc", { open: onDisk("images.dvc") }],
  ["notebook", "notebook/train.ipynb"],
  ["boosting-log", "xgboost/output.txt"],
  ["boosting-log", "lightgbm/output.txt"],
  ["boosting-log", "catboost/output.txt"],
];

it("every importer is in the table", () => {
  const named = new Set(TABLE.map(([name]) => name));
  expect([...IMPORTERS, LOG_IMPORTER].map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
});

const LIMIT = IS_LONG ? 3_600_000 : 120_000;

describe.each(TABLE.map(([name, path, rest]) => ({ name, path, rest })))(
  "$name: $path",
  ({ name, path, rest = {} }) => {
    const subject: FuzzCase = {
      importer: importerOf(name),
      path,
      bytes: rest.bytes ?? real(path),
      checked: false,
      open: inMemory(path),
      ...rest,
    };

    it("cut at any byte, it tells nothing that the whole does not", () => fuzzTruncation(subject), LIMIT);
    it("with bytes flipped, it is refused or sound", () => fuzzFlips(subject), LIMIT);
    it("of nonsense it makes a sound run or none", () => fuzzNonsense(subject), LIMIT);
  },
);
