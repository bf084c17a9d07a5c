import type {
  CurveSummary,
  Entry,
  ModelOutput,
  TrackedDataset,
  TrackedRun,
} from "../../core/ports/tracking-store.ts";
import { numberOf, type Row, type TrackingDatabase } from "./tracking-database.ts";

/** What a run has beside its own row. */
export type RunDetails = Pick<
  TrackedRun,
  "curves" | "params" | "tags" | "datasets" | "modelInputs" | "modelOutputs"
>;
export type RunHead = Omit<TrackedRun, keyof RunDetails>;

/** Reads the details of many runs with one query a table, not one a run. */
export function readRuns(
  db: TrackingDatabase,
  rows: readonly Row[],
  readHead: (row: Row) => RunHead,
): readonly TrackedRun[] {
  const numbers = JSON.stringify(rows.map(({ number }) => Number(number)));
  const read = (table: string, order: string) =>
    Map.groupBy(
      db.rows(
        `SELECT * FROM ${table} WHERE owner IN (SELECT value FROM json_each(?)) ORDER BY owner, ${order}`,
        numbers,
      ),
      ({ owner }) => Number(owner),
    );
  const [curves, params, tags] = [read("curves", "key"), read("params", "key"), read("tags", "key")];
  const datasets = read("datasets", "name, digest, context");
  const [inputs, outputs] = [read("model_inputs", "model"), read("model_outputs", "model, step")];
  return rows.map((row) => {
    const number = Number(row.number);
    return {
      ...readHead(row),
      curves: (curves.get(number) ?? []).map(readSummary),
      params: (params.get(number) ?? []).map(readEntry),
      tags: (tags.get(number) ?? []).map(readEntry),
      datasets: (datasets.get(number) ?? []).map(readDataset),
      modelInputs: (inputs.get(number) ?? []).map(({ model }) => String(model)),
      modelOutputs: (outputs.get(number) ?? []).map(readOutput),
    };
  });
}

export function readSummary(row: Row): CurveSummary {
  return {
    key: String(row.key),
    step: Number(row.step),
    time: Number(row.time),
    value: numberOf(row.value),
    min: numberOf(row.min),
    max: numberOf(row.max),
  };
}

function readEntry({ key, value }: Row): Entry {
  return { key: String(key), value: String(value) };
}

function readOutput({ model, step }: Row): ModelOutput {
  return { modelId: String(model), step: Number(step) };
}

function readDataset(row: Row): TrackedDataset {
  // Written by `logInputs` alone, as a list of entries.
  const tags: readonly Entry[] = JSON.parse(String(row.tags));
  return {
    name: String(row.name),
    digest: String(row.digest),
    sourceType: String(row.source_type),
    source: String(row.source),
    ...(row.schema === null ? {} : { schema: String(row.schema) }),
    ...(row.profile === null ? {} : { profile: String(row.profile) }),
    tags,
  };
}
