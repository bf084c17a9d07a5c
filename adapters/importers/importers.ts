import type { Importer } from "../../core/ports/importer.ts";
import { catboost, evalsResult } from "./boosting-files.ts";
import { boostingLog } from "./boosting-log.ts";
import { dvcLock, dvcPipeline, dvcPointer } from "./dvc.ts";
import { dvclive } from "./dvclive.ts";
import { hydra } from "./hydra.ts";
import { metricsFile } from "./metrics-file.ts";
import { mlflowDatabase } from "./mlflow-db.ts";
import { mlflowFiles } from "./mlflow-files.ts";
import { notebook } from "./notebook.ts";
import { paramsFile } from "./params.ts";
import { kerasCsv, lightningCsv } from "./tables.ts";
import { tensorboard } from "./tensorboard.ts";
import { trackio } from "./trackio.ts";
import { trainerState } from "./trainer-state.ts";
import { wandb } from "./wandb.ts";

/**
 * Every format that is found without being named, in the order of precedence: where two formats tell of one metric or
 * parameter, the first of them counts. What a script says on purpose stands before what a callback writes by itself.
 */
export const IMPORTERS: readonly Importer[] = [
  dvcPipeline,
  dvclive,
  mlflowFiles,
  mlflowDatabase,
  wandb,
  trackio,
  trainerState,
  lightningCsv,
  kerasCsv,
  evalsResult,
  catboost,
  tensorboard,
  metricsFile,
  hydra,
  paramsFile,
  dvcLock,
  dvcPointer,
  notebook,
];

/** What the command printed is read last: it is rounded. */
export const LOG_IMPORTER: Importer = boostingLog;
