import type { BlobSha } from "../core/names.ts";
import type { Decision } from "../core/policy/decision.ts";
import type { Facts } from "../core/policy/facts.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import type { LandingPlan } from "../core/registry/landing-plan.ts";
import type { PullReads } from "./facts-question.ts";
import type { ModelState, RegistryState } from "./read-registry.ts";

/** An open pull request of the App with everything that was read for its evaluation. */
export interface JudgeContext {
  readonly pull: PullRequest;
  readonly reads: PullReads;
  readonly state: RegistryState;
  readonly model: ModelState;
}

export interface Judgment {
  readonly kind: "judged";
  readonly facts: Facts;
  readonly decision: Decision;
  /** What would land; only when it is allowed. */
  readonly plan: LandingPlan | undefined;
  /** The card that would land along, where people edited it in the pull request of a move. */
  readonly card?: BlobSha | undefined;
}
