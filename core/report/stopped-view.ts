import type { MetricValue } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

export interface StoppedView {
  readonly condition: string;
  /** ` at step 340`, or nothing where no step was reported. */
  readonly at: string;
  readonly killed: boolean;
  readonly values: readonly {
    readonly name: string;
    readonly value: MetricValue;
    /** True and false in words; empty for numbers. */
    readonly word: string;
  }[];
}

/** A run's early end as any report shows it. */
export function stoppedView(stopped: Run["stopped"] | null): StoppedView | null {
  if (stopped === undefined || stopped === null) return null;
  const { condition, step, signal, values } = stopped;
  const told = Object.entries(values).map(([name, value]) =>
    typeof value === "boolean" ? { name, value: 0, word: String(value) } : { name, value, word: "" },
  );
  const at = step === null ? "" : ` at step ${step}`;
  return { condition, at, killed: signal === "SIGKILL", values: told };
}
