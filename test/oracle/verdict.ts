import type { Facts } from "../../core/policy/facts.ts";

/** What the documentation calls the four results of a requirement. */
export type Status = "passed" | "failed" | "pending" | "unknown";

/** One requirement as the oracle judges it: as much of the decision's result as carries its meaning. */
export interface Verdict {
  readonly kind: string;
  readonly status: Status;
  readonly parts: readonly Verdict[];
}

/** Several things all of which are asked: the first of these that one of them is, is the whole. */
const ALL_ORDER: readonly Status[] = ["failed", "unknown", "pending", "passed"];
/** Several things one of which is enough. */
const ANY_ORDER: readonly Status[] = ["passed", "pending", "unknown", "failed"];

const first = (order: readonly Status[], given: readonly Status[]): Status =>
  order.find((status) => given.includes(status)) ?? "passed";

export const allOf = (given: readonly Status[]): Status => first(ALL_ORDER, given);
export const anyOf = (given: readonly Status[]): Status => first(ANY_ORDER, given);

/** A kind of requirement, written from its section in docs/policy.md: a file of `kinds/`, a line in `oracle.ts`. */
export interface OracleKind<Rule> {
  readonly kind: string;
  /** The status of each thing that the rule asks for; all of them are asked. */
  readonly judge: (rule: Rule, facts: Facts) => readonly Status[];
}
