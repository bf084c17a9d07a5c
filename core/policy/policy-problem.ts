import type { PlacedProblem } from "../parse.ts";
import type { Policy } from "./policy.ts";

/** One thing that makes a well-formed policy unusable, with the place to mend. */
export type PolicyProblem = Pick<PlacedProblem, "path" | "expected" | "found">;

/** The same with the line of the file, null where there is none. */
export interface PolicyLine extends PlacedProblem {
  readonly line: number | null;
}

/** A written policy with all that is wrong with it, and what is not wrong but weaker than it seems. */
export interface ExaminedPolicy {
  /** Null where it cannot be used. */
  readonly policy: Policy | null;
  readonly problems: readonly PolicyLine[];
  /** How many problems there are beyond these. */
  readonly more: number;
  readonly advice: readonly PolicyLine[];
}

/** One rule that goes across the fields of a policy; it finds every place that breaks it. */
export type PolicyRule = (policy: Policy) => readonly PolicyProblem[];
