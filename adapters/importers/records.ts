import { type Collector, findAxes, isBlank, readNumber, readTime } from "./measurements.ts";

/**
 * Adds one row of a log, wide (`{"step": 1, "loss": 0.5}`) or long (`{"metric": "loss", "value": 0.5, "step": 1}`).
 * `position` stands in for a missing step.
 */
export function addRecord(
  collector: Collector,
  row: Record<string, unknown>,
  place: { path: string; position: number },
): void {
  const { path, position } = place;
  const axes = findAxes(Object.keys(row));
  const step = readStep(collector, axes.step === undefined ? undefined : row[axes.step], place);
  if (step === undefined) return;
  const time = axes.time === undefined ? null : readTime(row[axes.time]);
  const at = { step: step ?? position, time };
  const name = row.metric ?? row.key;
  if (typeof name === "string" && "value" in row) {
    addCell(collector, { metric: name, value: row.value, path }, at);
    return;
  }
  for (const metric of axes.rest) addCell(collector, { metric, value: row[metric], path }, at);
}

function readStep(
  collector: Collector,
  value: unknown,
  place: { path: string; position: number },
): number | undefined {
  if (isBlank(value)) return place.position;
  const step = readNumber(value);
  if (step !== undefined && Number.isFinite(step)) return step;
  collector.problem(place.path, "a finite step", value);
  return undefined;
}

function addCell(
  collector: Collector,
  cell: { metric: string; value: unknown; path: string },
  { step, time }: { step: number; time: number | null },
): void {
  const { metric, value, path } = cell;
  if (isBlank(value)) return;
  const number = readNumber(value);
  if (number === undefined) collector.problem(`${path}: ${metric}`, "a number", value);
  else collector.add({ metric, step, time, value: number }, path);
}
