import { z } from "zod";

/**
 * A number as a run reports it. JSON has no NaN and no infinities, and a training run that diverged must be
 * recorded all the same, so the three of them are written as words.
 */
export const metricValueSchema = z
  .union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])])
  .meta({ id: "MetricValue", description: "a finite number, or one of the words NaN, Infinity, -Infinity" });
export type MetricValue = z.infer<typeof metricValueSchema>;

/** Number → what a record holds. */
export function encodeMetric(value: number): MetricValue {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
  return value;
}

/** What a record holds → number. */
export function decodeMetric(value: MetricValue): number {
  return typeof value === "number" ? value : Number(value);
}

/** A metric's name is the user's: any text, but bounded. It is only ever shown through the escaping helper. */
export const metricNameSchema = z.string().min(1).max(250);

/** What is kept of a metric beside its curve. `min` and `max` leave out NaN. */
export const metricSummarySchema = z
  .strictObject({
    last: metricValueSchema,
    min: metricValueSchema,
    max: metricValueSchema,
    count: z.int().positive(),
    step: z.number().nullable().meta({ description: "step of the last value, null if none was recorded" }),
  })
  .meta({ id: "MetricSummary" });
export type MetricSummary = z.infer<typeof metricSummarySchema>;

/** The last value of each metric: what conditions read. */
export function lastValues(
  metrics: Readonly<Record<string, Pick<MetricSummary, "last">>>,
): Record<string, MetricValue> {
  return Object.fromEntries(Object.entries(metrics).map(([name, { last }]) => [name, last]));
}

/** One point of a curve. `time` in milliseconds since 1970 or null; `value` may be NaN or infinite. */
export interface CurvePoint {
  readonly step: number;
  readonly time: number | null;
  readonly value: number;
}

/** Metric name → its points, in the order in which they were recorded. */
export type Curves = ReadonlyMap<string, readonly CurvePoint[]>;
