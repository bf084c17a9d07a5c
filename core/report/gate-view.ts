import type { GateFailure, GateResult } from "../compare/gate.ts";
import type { MetricValue } from "../run/metric.ts";

/** The gate as the comment shows it; null when there is none. */
export interface GateView {
  readonly icon: string;
  /** Made of our own words only. */
  readonly text: string;
  readonly failures: readonly GateFailureView[];
  readonly omitted: number;
  /** Goals that no metric answers to, so that nothing of them is judged. */
  readonly ungated: readonly string[];
}

export interface GateFailureView {
  readonly metric: string;
  readonly why: string;
  /** Null where neither run has the metric. */
  readonly numbers: {
    readonly value: MetricValue | null;
    readonly reference: MetricValue | null;
    readonly tolerance: number;
    readonly noise: number | null;
  } | null;
}

const WHY: Readonly<Record<GateFailure["why"], string>> = {
  regressed: "is worse",
  missing: "has no value in this run",
  "without-goal": "has no goal, so that nothing can be judged",
  "not-comparable": "is not a finite number on both sides",
  "unknown-before": "has no known value at that step in the baseline",
};

export function gateView(gate: GateResult, max: number): GateView | null {
  switch (gate.kind) {
    case "off":
      return null;
    case "passed":
      return {
        ...NO_FAILURES,
        icon: "✅",
        text: gate.compared ? "passed" : "passed, as the first run",
        ungated: ungatedOf(gate, max),
      };
    case "shut":
      return { ...NO_FAILURES, icon: "⛔", text: `could not be evaluated: ${gate.why}` };
    case "failed": {
      const failures = gate.failures.slice(0, max).map(failureView);
      const count = gate.failures.length;
      const text = `failed for ${count} ${count === 1 ? "metric" : "metrics"}`;
      return { icon: "⛔", text, failures, omitted: count - failures.length, ungated: ungatedOf(gate, max) };
    }
  }
}

const NO_FAILURES = { failures: [], omitted: 0, ungated: [] } as const;

function ungatedOf(
  { ungated = [] }: { readonly ungated?: readonly string[] },
  max: number,
): readonly string[] {
  return ungated.slice(0, max);
}

function failureView({ metric, why, change }: GateFailure): GateFailureView {
  const numbers =
    change === null
      ? null
      : {
          value: change.value,
          reference: change.reference,
          tolerance: change.tolerance,
          noise: change.noise?.halfWidth ?? null,
        };
  return { metric, why: WHY[why], numbers };
}
