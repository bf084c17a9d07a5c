import { z } from "zod";
import { decodeMetric, metricValueSchema } from "../../core/run/metric.ts";
import type { Run } from "../../core/run/run.ts";

/** What the library itself reports, as `trainings/report.py` writes it. */
export const expectationSchema = z.strictObject({
  metrics: z.record(z.string(), z.strictObject({ values: z.array(metricValueSchema).min(1) })),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** How far a value may lie off, where the library rounds what it writes; relative above 1. */
  tolerance: z.number().nonnegative(),
  /** Files that must be among the data. */
  data: z.array(z.string()).optional(),
  name: z.string().optional(),
  notes: z.string().optional(),
  /** Metrics of nested runs: name of the run → its curve of `loss`. */
  children: z.record(z.string(), z.strictObject({ values: z.array(metricValueSchema).min(1) })).optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

/** Everything in which a record differs from what the library reports, one line each. */
export function checkRecord(run: Run, expected: Expectation): readonly string[] {
  return [
    ...(run.status === "finished" ? [] : [`the run is ${run.status}`]),
    ...Object.entries(expected.metrics).flatMap(([name, { values }]) =>
      checkMetric(run, name, { values, expected }),
    ),
    ...Object.entries(expected.children ?? {}).flatMap(([name, { values }]) =>
      checkMetric(run, `${name}/loss`, { values, expected }),
    ),
    ...Object.entries(expected.params).flatMap(([name, value]) => checkParam(run, name, value)),
    ...(["name", "notes"] as const).flatMap((word) =>
      expected[word] === undefined || run[word] === expected[word]
        ? []
        : [`${word} is ${String(run[word])}, expected ${expected[word]}`],
    ),
    ...(expected.data ?? []).flatMap((name) =>
      run.data.some((version) => version.name.endsWith(name)) ? [] : [`data ${name} is missing`],
    ),
  ];
}

const PARTS = ["last", "min", "max"] as const;

function checkMetric(
  run: Run,
  name: string,
  {
    values,
    expected,
  }: { readonly values: Expectation["metrics"][string]["values"]; readonly expected: Expectation },
): readonly string[] {
  const found = run.metrics[name];
  if (found === undefined)
    return [`metric ${name} is missing; there are ${Object.keys(run.metrics).join(", ")}`];
  const numbers = values.map(decodeMetric);
  const known = numbers.filter((value) => !Number.isNaN(value));
  const wanted = {
    last: numbers.at(-1) ?? Number.NaN,
    min: known.length === 0 ? Number.NaN : Math.min(...known),
    max: known.length === 0 ? Number.NaN : Math.max(...known),
  };
  const wrong = PARTS.flatMap((part) => {
    const told = decodeMetric(found[part]);
    return isNear(told, wanted[part], expected.tolerance)
      ? []
      : [`metric ${name}: ${part} ${told}, expected ${wanted[part]}`];
  });
  const count =
    found.count === numbers.length
      ? []
      : [`metric ${name}: ${found.count} points, expected ${numbers.length}`];
  return [...wrong, ...count];
}

function checkParam(run: Run, name: string, value: Expectation["params"][string]): readonly string[] {
  if (!Object.hasOwn(run.params, name)) {
    return [`param ${name} is missing; there are ${Object.keys(run.params).join(", ")}`];
  }
  const found = run.params[name];
  return meant(found) === meant(value) ? [] : [`param ${name}: ${String(found)}, expected ${String(value)}`];
}

/** MLflow keeps every parameter as text, as Python writes it; the record has numbers and truth values again. */
function meant(value: unknown): string {
  const text = String(value);
  if (text === "True" || text === "False") return text.toLowerCase();
  return text.trim() !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

function isNear(found: number, wanted: number, tolerance: number): boolean {
  if (Object.is(found, wanted) || found === wanted) return true;
  return Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
}
