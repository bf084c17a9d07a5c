import type { Policy } from "./policy.ts";

/** One thing that makes a well-formed policy unusable, with the place to mend. */
export interface PolicyProblem {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** One rule that goes across the fields of a policy; it finds every place that breaks it. */
export type PolicyRule = (policy: Policy) => readonly PolicyProblem[];
