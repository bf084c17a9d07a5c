import type { Importer } from "../../core/ports/importer.ts";
import { boostingLog } from "./boosting-log.ts";
import { kerasCsv, lightningCsv } from "./tables.ts";
import { tensorboard } from "./tensorboard.ts";
import { trainerState } from "./trainer-state.ts";

/**
 * Every format that is found without being named, in the order of precedence: where two formats tell of one metric,
 * the first of them counts. What the script wrote on purpose stands before what a callback wrote.
 */
export const IMPORTERS: readonly Importer[] = [trainerState, lightningCsv, kerasCsv, tensorboard];

/** What the command printed is read last: it is rounded. */
export const LOG_IMPORTER: Importer = boostingLog;
