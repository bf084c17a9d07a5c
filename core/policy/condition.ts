import { celEnv, plan } from "@bufbuild/cel";
import {
  type CelProblem,
  type Expr,
  finiteArithmetic,
  formatPath,
  parseExpression,
} from "../cel/expression.ts";
import { leaveOut } from "./left-out.ts";

/**
 * A metric condition of the policy, e.g. `candidate.auc >= holder.auc - 0.005`: the part of CEL that compares
 * numbers. Everything that could loop, match patterns or test for absence is refused when the policy is checked,
 * so a condition takes a bounded number of steps and a missing value can never help it.
 */
export interface Condition {
  readonly text: string;
  /** Every metric that the condition reads, in order of appearance, each once. */
  readonly references: readonly MetricReference[];
  /**
   * `values[i]` belongs to `references[i]`; null leaves it open (no holder yet), and what is compared with it out.
   * `undecided` says that nothing else is asked, `not finite` that a calculation overflowed or divided by zero.
   */
  evaluate(values: readonly (number | null)[]): "true" | "false" | "undecided" | "not finite";
}

export const CONDITION_SUBJECTS = ["candidate", "holder", "baseline"] as const;
export type ConditionSubject = (typeof CONDITION_SUBJECTS)[number];

export interface MetricReference {
  readonly subject: ConditionSubject;
  readonly metric: string;
}

export type ConditionProblem = CelProblem;

export type CompiledCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem };

/** `candidate.auc` or, where the name is no identifier, `candidate["val/auc"]`. */
export function formatReference({ subject, metric }: MetricReference): string {
  return formatPath(subject, metric);
}

/** Compiles a condition once; a problem is a value, because the policy check lists all of them. */
export function compileCondition(text: string): CompiledCondition {
  const references: MetricReference[] = [];
  const parsed = parseExpression(text, {
    expected: "a metric of candidate, holder or baseline, such as candidate.auc",
    resolve: (path) => {
      const reference = readReference(path);
      if (reference === undefined) return undefined;
      return { variable: `m${indexOf(reference, references)}`, type: "number" };
    },
  });
  if (!parsed.ok) return parsed;
  const refused = (expected: string, found: string) => ({ ok: false, problem: { expected, found } }) as const;
  if (parsed.type !== "truth") return refused("a comparison, which is true or false", "a number");
  if (references.length === 0) return refused("a condition over at least one metric", "none");
  const { expr } = parsed;
  return { ok: true, condition: { text, references, evaluate: (values) => evaluate(expr, values) } };
}

/** `candidate.a.b`: the metric's name is the path joined by dots, as a nested file is flattened. */
function readReference(path: readonly string[]): MetricReference | undefined {
  const subject = CONDITION_SUBJECTS.find((name) => name === path[0]);
  if (subject === undefined || path.length < 2) return undefined;
  return { subject, metric: path.slice(1).join(".") };
}

function indexOf(wanted: MetricReference, references: MetricReference[]): number {
  const at = references.findIndex((r) => r.subject === wanted.subject && r.metric === wanted.metric);
  return at >= 0 ? at : references.push(wanted) - 1;
}

function evaluate(
  expr: Expr,
  values: readonly (number | null)[],
): "true" | "false" | "undecided" | "not finite" {
  // An infinity that is met on the way fails the whole condition, also where CEL would let || absorb the error. A
  // guard that comes first (`candidate.n == 0 || …`) still works.
  let finite = values.every((value) => value === null || Number.isFinite(value));
  const funcs = finiteArithmetic(() => {
    finite = false;
  });
  const { decides, expr: left } = leaveOut(expr, (variable) => values[Number(variable.slice(1))] === null);
  if (left === undefined) return "undecided";
  const bound = values.flatMap((value, index) => (value === null ? [] : [[`m${index}`, value] as const]));
  const result = plan(celEnv({ funcs }), left)(Object.fromEntries(bound));
  if (!finite) return "not finite";
  if (!decides) return "undecided";
  return result === true ? "true" : "false";
}
