import type { RequirementResult, RequirementStatus } from "./decision.ts";
import type { Facts } from "./facts.ts";
import type { Policy, StagePolicy } from "./policy.ts";

/** What a requirement looks at: the rule of the stage that is entered, and the facts. Nothing else. */
export interface Judged {
  readonly policy: Policy;
  readonly stage: StagePolicy;
  readonly facts: Facts;
}

/** News that can change a requirement's result; a shell evaluates again when one of them arrives. */
export type Trigger = "push" | "review" | "check" | "membership" | "policy" | "stages" | "runs" | "time";

/** Words for the generated reference. */
export interface RequirementDescription {
  /** How it is written in the policy, or null when it always applies. */
  readonly written: string | null;
  readonly asks: string;
  /** When it passes and when not, one sentence each. */
  readonly rules: readonly string[];
}

/** What a policy demands, in plain words: said of the policy alone, before anybody has looked at a version. */
export interface Demand {
  readonly asks: string;
  /** Its options and parts, one line each. */
  readonly parts: readonly string[];
}

/** One kind of condition of a move. A new kind is one file, its test and one line in `requirements/index.ts`. */
export interface Requirement {
  readonly kind: string;
  readonly triggers: readonly Trigger[];
  readonly describe: RequirementDescription;
  /** `undefined` when the policy does not ask for it; otherwise never throws and never passes on what it cannot see. */
  evaluate(judged: Judged): RequirementResult | undefined;
}

/** A requirement that a block of the policy may ask for, or not. */
export interface WrittenRequirement extends Requirement {
  /** `undefined` when the stage's block does not ask for it. In the words that `evaluate` uses for what it expected. */
  demand(stage: StagePolicy): Demand | undefined;
}

/** What says something about the other requirements of its block, and has no result of its own. */
export type Modifier = Omit<WrittenRequirement, "evaluate">;

type Optional = "remedy" | "evidence" | "children";

/** A result with the parts that are mostly empty filled in. */
export function resultOf(
  part: Omit<RequirementResult, Optional> & Partial<Pick<RequirementResult, Optional>>,
): RequirementResult {
  return { remedy: null, evidence: [], children: [], ...part };
}

/** From the worst down: what has failed will not pass by waiting, what is unknown may hide a failure. */
const WORST_FIRST = [
  "failed",
  "unknown",
  "pending",
  "passed",
] as const satisfies readonly RequirementStatus[];

/** The status of a whole from its parts. A whole without parts has not shown anything: it is unknown. */
export function worstOf(parts: readonly { readonly status: RequirementStatus }[]): RequirementStatus {
  return WORST_FIRST.find((status) => parts.some((part) => part.status === status)) ?? "unknown";
}

/** `1 approval`, `2 approvals`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
