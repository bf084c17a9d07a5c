import { celEnv, plan } from "@bufbuild/cel";
import { type Expr, finiteArithmetic, formatPath, parseExpression } from "../cel/expression.ts";
import { PedigreeError } from "../errors.ts";
import { encodeMetric } from "../run/metric.ts";
import type { MetricGoal, Run } from "../run/run.ts";
import { type Direction, directionOf } from "./direction.ts";
import type { LiveMetric, LiveMetrics } from "./live-metric.ts";

/** What a rule may ask of one metric; a name without any of these is its newest value. */
export const STOP_QUANTITIES = ["last", "best", "min", "max", "count", "since_best", "diverged"] as const;
export type StopQuantity = (typeof STOP_QUANTITIES)[number];

/** What a training has reached, as far as a rule looks at it. */
export interface TrainingMoment {
  readonly metrics: LiveMetrics;
  /** The greatest step so far; null before the first. */
  readonly step: number | null;
  readonly elapsedSeconds: number;
}

/** What a rule read when it came true: `best.val_loss` → 0.3. */
export type StopValues = NonNullable<Run["stopped"]>["values"];

/** When a training is to end early, compiled once. */
export interface StopRule {
  readonly text: string;
  /** The metrics that it asks of. */
  readonly metrics: readonly string[];
  /**
   * What it read, when it is true. A value that is missing or NaN makes whatever is calculated or compared with it unknown,
   * and what is unknown never ends a training: also not by `!`.
   */
  judge(moment: TrainingMoment): StopValues | null;
}

type Goals = Readonly<Record<string, MetricGoal>>;

const REMEDY = 'write a comparison such as `val_loss > 2 * best.val_loss` or `diverged["train/loss"]`';
const EXPECTED = `a metric such as val_loss or metrics["val/loss"], ${STOP_QUANTITIES.join(".METRIC, ")}.METRIC, step, or elapsed_seconds`;

/**
 * Compiles the text of `stop-when`. Raises INPUT_INVALID with the place and what to write instead, also where `best` is
 * asked of a metric of which nobody knows whether more of it is better.
 */
export function compileStopRule(text: string, goals: Goals): StopRule {
  const references: Reference[] = [];
  const parsed = parseExpression(text, {
    expected: EXPECTED,
    resolve: (path) => {
      const reference = readReference(path, goals);
      if (reference === undefined) return undefined;
      const type = reference.quantity === "diverged" ? "truth" : "number";
      return { variable: `v${indexOf(reference, references)}`, type };
    },
  });
  if (!parsed.ok) throw invalid(parsed.problem);
  if (parsed.type !== "truth") throw invalid({ expected: "a comparison, true or false", found: "a number" });
  if (references.length === 0) throw invalid({ expected: "a rule over at least one value", found: "none" });
  const { expr } = parsed;
  const metrics = [...new Set(references.map(({ metric }) => metric))].filter((name) => name !== "");
  return { text, metrics, judge: (moment) => judge(expr, references, moment) };
}

interface Reference {
  /** As it is told: `best.val_loss`. */
  readonly text: string;
  readonly quantity: StopQuantity | "step" | "elapsed_seconds";
  readonly metric: string;
  /** Null where no direction is needed. */
  readonly direction: Direction | null;
}

function readReference(path: readonly string[], goals: Goals): Reference | undefined {
  const [first = "", ...rest] = path;
  const name = rest.join(".");
  if (rest.length === 0 && (first === "step" || first === "elapsed_seconds")) {
    return { text: first, quantity: first, metric: "", direction: null };
  }
  const quantity = STOP_QUANTITIES.find((known) => known === first);
  const subject = quantity ?? (first === "metrics" ? "metrics" : undefined);
  if (subject === undefined) {
    return { text: path.join("."), quantity: "last", metric: path.join("."), direction: null };
  }
  if (name === "") return undefined;
  const needs = quantity === "best" || quantity === "since_best";
  return {
    text: formatPath(subject, name),
    quantity: quantity ?? "last",
    metric: name,
    direction: needs ? knownDirection(name, goals) : null,
  };
}

function knownDirection(metric: string, goals: Goals): Direction {
  const direction = directionOf(metric, goals);
  if (direction !== null) return direction;
  throw invalid({
    path: formatPath("best", metric),
    expected: "a metric that is known to be better when it is larger, or smaller",
    found: metric,
    remedy: `give it a goal under \`metrics\` of .github/pedigree.yml, or write ${formatPath("min", metric)} or ${formatPath("max", metric)}`,
  });
}

function indexOf(wanted: Reference, references: Reference[]): number {
  const at = references.findIndex(
    ({ metric, quantity }) => metric === wanted.metric && quantity === wanted.quantity,
  );
  return at >= 0 ? at : references.push(wanted) - 1;
}

function judge(expr: Expr, references: readonly Reference[], moment: TrainingMoment): StopValues | null {
  const read = references.map((reference) => ({ reference, value: readValue(reference, moment) }));
  // A variable without a value is an error of CEL, which && and || absorb only where the other side decides alone.
  const bound = read.flatMap(({ value }, at) =>
    value === null || Number.isNaN(value) ? [] : [[`v${at}`, value] as const],
  );
  const result = plan(celEnv({ funcs: finiteArithmetic() }), expr)(Object.fromEntries(bound));
  if (result !== true) return null;
  const told = read.flatMap(({ reference, value }) =>
    value === null
      ? []
      : [[reference.text, typeof value === "number" ? encodeMetric(value) : value] as const],
  );
  return Object.fromEntries(told);
}

function readValue({ quantity, metric: name, direction }: Reference, moment: TrainingMoment) {
  if (quantity === "step") return moment.step;
  if (quantity === "elapsed_seconds") return moment.elapsedSeconds;
  const metric = moment.metrics.get(name);
  return metric === undefined ? null : quantityOf(metric, quantity, direction);
}

function quantityOf(
  metric: LiveMetric,
  quantity: StopQuantity,
  direction: Direction | null,
): number | boolean | null {
  const best = direction === "maximize" ? metric.max : metric.min;
  switch (quantity) {
    case "last":
      return metric.last;
    case "min":
      return metric.min?.value ?? null;
    case "max":
      return metric.max?.value ?? null;
    case "count":
      return metric.count;
    case "best":
      return best?.value ?? null;
    case "since_best":
      return best?.since ?? null;
    case "diverged":
      return !Number.isFinite(metric.last);
  }
}

function invalid(problem: {
  readonly path?: string;
  readonly expected: string;
  readonly found: string;
  readonly remedy?: string;
}): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "the training cannot be watched by this rule", {
    subject: "stop-when",
    remedy: REMEDY,
    ...problem,
  });
}
