import type { Baseline } from "../ports/baseline.ts";
import type { Run } from "../run/run.ts";
import type { Comparison, MetricChange } from "./comparison.ts";
import { isPartOf } from "./metric-name.ts";

/**
 * `true`: no metric with a goal may regress. A list: none of these may. `false`: nothing is gated. `unknown`: what may ask
 * for a gate, the configuration, cannot be read.
 */
export type Gate = boolean | readonly string[] | "unknown";

export function isGated(gate: Gate): boolean {
  return gate === true || (gate !== false && gate.length > 0);
}

/** `true`, `false`, or metrics on lines or between commas, as a person writes a gate; null for nothing at all. */
export function parseGate(text: string): Gate | null {
  const word = text.trim().toLowerCase();
  if (word === "") return null;
  if (word === "true" || word === "false") return word === "true";
  const names = text.split(/[\n,]/).map((name) => name.trim());
  return names.filter((name) => name !== "");
}

/** A gated metric that did not pass, and why. */
export interface GateFailure {
  readonly metric: string;
  readonly why: "regressed" | "missing" | "without-goal" | "not-comparable" | "unknown-before";
  /** Null where neither run has the metric. */
  readonly change: MetricChange | null;
}

/**
 * Goals that no metric of either run answers to, where the gate is on every metric with a goal; left out where there are none.
 * They fail nothing: one configuration serves all experiments of a repository, and few of them report every metric.
 */
interface Ungated {
  readonly ungated?: readonly string[];
}

/** `shut`: the gate could not be evaluated, and so does not pass; `why` is one line. */
export type GateResult =
  | { readonly kind: "off" }
  | ({ readonly kind: "passed"; readonly compared: boolean } & Ungated)
  | ({ readonly kind: "failed"; readonly failures: readonly GateFailure[] } & Ungated)
  | { readonly kind: "shut"; readonly why: string };

export interface GateFacts {
  readonly run: Run;
  readonly comparison: Comparison;
  /** Null when there was nobody to ask. */
  readonly baseline: Baseline | null;
  /** Whether somebody named what to compare with: its absence is then no first run, but a mistake. */
  readonly named: boolean;
}

/**
 * Whether a run may pass. A regression is a change for the worse beyond tolerance and noise. An experiment's first run
 * passes, because there is nothing that it could be worse than; a baseline that cannot be had shuts the gate.
 */
export function judgeGate(gate: Gate, { run, comparison, baseline, named }: GateFacts): GateResult {
  if (gate === false || !isGated(gate)) return { kind: "off" };
  if (gate === "unknown")
    return { kind: "shut", why: "the configuration, which may ask for it, cannot be read" };
  if (run.status !== "finished") return { kind: "shut", why: "the run did not finish" };
  if (baseline === null) return { kind: "shut", why: "there is no access to the baseline" };
  if (!baseline.found) {
    if (baseline.reason === "no-run" && !named) return { kind: "passed", compared: false };
    return { kind: "shut", why: SHUT[baseline.reason] };
  }
  const failures = failuresOf(gate, { metrics: comparison.metrics, baseline: baseline.run });
  const unanswered = gate === true ? unansweredGoals(run, comparison) : [];
  const ungated = unanswered.length === 0 ? {} : { ungated: unanswered };
  return failures.length === 0
    ? { kind: "passed", compared: true, ...ungated }
    : { kind: "failed", failures, ...ungated };
}

function unansweredGoals({ goals }: Run, { metrics }: Comparison): readonly string[] {
  const answered = new Set(metrics.map(({ name }) => name));
  return Object.keys(goals).filter((name) => goals[name]?.goal !== "none" && !answered.has(name));
}

const SHUT = {
  "no-run": "there is no run on the branch to compare with",
  expired: "the baseline's record has expired; run the workflow on the baseline branch once more",
  unfinished: "the newest runs on the baseline branch did not finish",
  unreadable: "the baseline's record could not be read",
  unavailable: "GitHub could not be asked for the baseline",
  "not-found": "the run to compare with could not be found",
  gone: "the record of the run to compare with has expired; name another one, or a version, whose record the registry keeps",
  "no-registry": "nothing names the registry of the version to compare with; set the input registry",
  "no-model": "the registry has no such model to compare with",
  "no-version": "the model has no such version to compare with",
  "no-holder": "no version is in the stage to compare with",
  "registry-unreadable": "the registry's record of the version to compare with could not be read",
  "registry-unavailable": "the registry could not be asked for the version to compare with",
} as const;

/** Whether a run reported a metric, or parts of it: then a value that is not known is no sign of a new metric. */
function holdsMetric({ metrics }: Run, name: string): boolean {
  return Object.hasOwn(metrics, name) || Object.keys(metrics).some((part) => isPartOf(part, name));
}

interface Judged {
  readonly metrics: readonly MetricChange[];
  readonly baseline: Run;
}

function failuresOf(gate: true | readonly string[], { metrics, baseline }: Judged): readonly GateFailure[] {
  const failure = (metric: MetricChange) => failureOf(metric, (name) => holdsMetric(baseline, name)) ?? [];
  if (gate === true) {
    const judged = metrics.filter((metric) => metric.judged);
    // A gate over nothing would be green without having looked at anything.
    if (judged.length === 0) return [{ metric: "(all)", why: "without-goal", change: null }];
    return judged.flatMap(failure);
  }
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  return gate.flatMap((name) => {
    const metric = byName.get(name);
    return metric === undefined ? [{ metric: name, why: "missing" as const, change: null }] : failure(metric);
  });
}

function failureOf(metric: MetricChange, before: (name: string) => boolean): GateFailure | undefined {
  const fail = (why: GateFailure["why"]) => ({ metric: metric.name, why, change: metric });
  if (metric.goal === "none") return fail("without-goal");
  switch (metric.verdict) {
    case "worse":
      return fail("regressed");
    case "missing":
      return fail("missing");
    case "new":
      // The baseline has the metric, and its value at the step that is compared is not known: unknown is not green.
      if (before(metric.name) && metric.take?.startsWith("step:") === true) return fail("unknown-before");
      // A metric that the baseline had no value of is new, not worse; one that diverged is worse whatever was before.
      return typeof metric.value === "number" ? undefined : fail("not-comparable");
    default:
      // Both diverged: equal, and no reason to let it pass. Nor is it one to be better than a reference that diverged.
      return typeof metric.value === "number" && typeof metric.reference === "number"
        ? undefined
        : fail("not-comparable");
  }
}

/** Each failure in one line, for an annotation: metric, values, tolerance and noise. Plain text, not Markdown. */
export function describeGate(result: GateResult): readonly string[] {
  if (result.kind === "shut") return [`gate: could not be evaluated: ${result.why}`];
  return result.kind === "failed" ? result.failures.map(describeFailure) : [];
}

const WHY: Readonly<Record<GateFailure["why"], string>> = {
  regressed: "regressed",
  missing: "has no value in this run",
  "without-goal": "has no goal, so that nothing can be judged",
  "not-comparable": "is not a finite number on both sides",
  "unknown-before": "has no known value at that step in the baseline",
};

function describeFailure({ metric, why, change }: GateFailure): string {
  if (change === null) return `gate: ${metric} ${WHY[why]}`;
  const noise = change.noise === null ? "" : `, noise ±${short(change.noise.halfWidth)}`;
  const p = change.test === null ? "" : `, p = ${short(change.test.p)}`;
  const values = `${short(change.reference)} → ${short(change.value)}`;
  return `gate: ${metric} ${WHY[why]}: ${values} (${change.goal}), tolerance ${short(change.tolerance)}${noise}${p}`;
}

function short(value: number | string | null): string {
  if (value === null) return "none";
  return typeof value === "number" ? String(Number(value.toPrecision(6))) : value;
}
