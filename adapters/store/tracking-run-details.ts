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
  const read = (table: string, columns: string, order: string) =>
    Map.groupBy(
      db.numbered(
        `SELECT owner, ${columns} FROM ${table}
         WHERE owner IN (SELECT value FROM json_each(?)) ORDER BY owner, ${order}`,
        numbers,
      ),
      ({ 0: owner }) => Number(owner),
    );
  const curves = read("curves", SUMMARY, "key");
  const [params, tags] = [read("params", "key, value", "key"), read("tags", "key, value", "key")];
  const datasets = read(
    "datasets",
    "name, digest, source_type, source, schema, profile, tags",
    "name, digest, context",
  );
  const inputs = read("model_inputs", "model", "model");
  const outputs = read("model_outputs", "model, step", "model, step");
  return rows.map((row) => {
    const number = Number(row.number);
    return {
      ...readHead(row),
      curves: (curves.get(number) ?? []).map(readSummary),
      params: (params.get(number) ?? []).map(readEntry),
      tags: (tags.get(number) ?? []).map(readEntry),
      datasets: (datasets.get(number) ?? []).map(readDataset),
      modelInputs: (inputs.get(number) ?? []).map(({ 1: model }) => String(model)),
      modelOutputs: (outputs.get(number) ?? []).map(readOutput),
    };
  });
}

/** The columns after `owner` that tell of a curve. */
export const SUMMARY = "key, step, time, value, min, max, count";

export function readSummary(row: Row): CurveSummary {
  const { 1: key, 2: step, 3: time, 4: value, 5: min, 6: max, 7: count } = row;
  return {
    key: String(key),
    step: Number(step),
    time: Number(time),
    value: numberOf(value),
    min: numberOf(min),
    max: numberOf(max),
    count: Number(count),
  };
}

function readEntry({ 1: key, 2: value }: Row): Entry {
  return { key: String(key), value: String(value) };
}

function readOutput({ 1: model, 2: step }: Row): ModelOutput {
  return { modelId: String(model), step: Number(step) };
}

function readDataset({
  1: name,
  2: digest,
  3: sourceType,
  4: source,
  5: schema,
  6: profile,
  7: listed,
}: Row): TrackedDataset {
  // Written by `logInputs` alone, as a list of entries.
  const tags: readonly Entry[] = JSON.parse(String(listed));
  return {
    name: String(name),
    digest: String(digest),
    sourceType: String(sourceType),
    source: String(source),
    ...(schema === null ? {} : { schema: String(schema) }),
    ...(profile === null ? {} : { profile: String(profile) }),
    tags,
  };
}
