import type { MetricChange, MetricVerdict } from "../compare/comparison.ts";

export interface MetricRow {
  readonly name: string;
  /** ↑ where more is better, ↓ where less is, and which value of the curve it is, unless the last. */
  readonly arrow: string;
  readonly value: MetricChange["value"];
  readonly reference: MetricChange["reference"];
  readonly change: number | null;
  readonly ratio: number | null;
  readonly mark: string;
  /** Half widths of the 95 % intervals of repeated runs, null for a single one. */
  readonly spread: number | null;
  readonly referenceSpread: number | null;
  /** Half width of the noise band that the change is within; null when it is not, or there is none. */
  readonly band: number | null;
  /** `= 0.03` or `< 0.001`; null without a test. */
  readonly p: string | null;
  /** The smallest true change that the test would find; only where it found none. */
  readonly detectable: number | null;
}

export interface MetricTable {
  readonly rows: readonly MetricRow[];
  /** How many more there are that found no room. */
  readonly omitted: number;
}

const MARKS: Readonly<Record<MetricVerdict, string>> = {
  better: "✅ better",
  worse: "❌ worse",
  within: "within tolerance",
  noise: "within noise",
  changed: "changed",
  new: "new",
  missing: "⚠️ missing",
};
const ARROWS = { maximize: " ↑", minimize: " ↓", none: "" } as const;

/** Rows for the metrics, in their order, at most `max`. */
export function metricTable(metrics: readonly MetricChange[], max: number): MetricTable {
  return { rows: metrics.slice(0, max).map(metricRow), omitted: Math.max(0, metrics.length - max) };
}

/** `2 better, 1 worse, 3 within tolerance`: counts over the metrics with a goal, or over all when none has one. */
export function countVerdicts(metrics: readonly MetricChange[]): string {
  const judged = metrics.filter((metric) => metric.judged);
  return countWords(judged.length > 0 ? judged : metrics.filter((metric) => metric.part === "metric"));
}

/** The same over exactly these metrics. */
export function countWords(counted: readonly MetricChange[]): string {
  const words = ["better", "worse", "missing", "within", "noise", "changed", "new"] as const;
  const parts = words.flatMap((verdict) => {
    const count = counted.filter((metric) => metric.verdict === verdict).length;
    if (count === 0) return [];
    if (verdict === "within") return [`${count} ${withinWord(counted)}`];
    return [`${count} ${verdict === "noise" ? "within noise" : verdict}`];
  });
  return parts.join(", ");
}

// "Within tolerance" would claim a tolerance that nobody set.
function withinWord(metrics: readonly MetricChange[]): string {
  return metrics.some((m) => m.verdict === "within" && m.tolerance > 0) ? "within tolerance" : "unchanged";
}

function metricRow(metric: MetricChange): MetricRow {
  const { name, value, reference, change, ratio, verdict, test } = metric;
  return {
    name,
    arrow: arrowOf(metric),
    value,
    reference,
    change,
    ratio,
    mark: verdict === "within" && (metric.tolerance === 0 || change === 0) ? "unchanged" : MARKS[verdict],
    spread: metric.spread?.halfWidth ?? null,
    referenceSpread: metric.referenceSpread?.halfWidth ?? null,
    band: verdict === "noise" ? (metric.noise?.halfWidth ?? null) : null,
    p: test === null ? null : formatP(test.p),
    detectable: test !== null && verdict === "noise" ? test.detectable : null,
  };
}

function arrowOf({ goal, take }: MetricChange): string {
  return take === undefined || take === "last" ? ARROWS[goal] : `${ARROWS[goal]} (${take})`;
}

function formatP(p: number): string {
  return p < 0.001 ? "< 0.001" : `= ${Number(p.toPrecision(2))}`;
}
