import type { MetricChange, MetricVerdict } from "../compare/comparison.ts";

export interface MetricRow {
  readonly name: string;
  /** ↑ where more is better, ↓ where less is. */
  readonly arrow: string;
  readonly value: MetricChange["value"];
  readonly reference: MetricChange["reference"];
  readonly change: number | null;
  readonly ratio: number | null;
  readonly mark: string;
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
  const judged = metrics.filter((metric) => metric.goal !== "none");
  const counted = judged.length > 0 ? judged : metrics;
  const words = ["better", "worse", "missing", "within", "changed", "new"] as const;
  const parts = words.flatMap((verdict) => {
    const count = counted.filter((metric) => metric.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict === "within" ? withinWord(counted) : verdict}`];
  });
  return parts.join(", ");
}

// "Within tolerance" would claim a tolerance that nobody set.
function withinWord(metrics: readonly MetricChange[]): string {
  return metrics.some((m) => m.verdict === "within" && m.tolerance > 0) ? "within tolerance" : "unchanged";
}

function metricRow(metric: MetricChange): MetricRow {
  const { name, value, reference, change, ratio, goal, verdict } = metric;
  const mark = verdict === "within" && metric.tolerance === 0 ? "unchanged" : MARKS[verdict];
  return { name, arrow: ARROWS[goal], value, reference, change, ratio, mark };
}
