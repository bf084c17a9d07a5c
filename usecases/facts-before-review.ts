import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import type { Move } from "../core/policy/decision.ts";
import type { Facts } from "../core/policy/facts.ts";
import type { PullReads } from "./facts-question.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { RegistryPorts } from "./ports.ts";
import type { ModelState, RegistryState } from "./read-registry.ts";

export interface UnreviewedMove {
  readonly head: CommitSha;
  /** The branch that asks for it, or would. */
  readonly headBranch: string;
  readonly move: Move;
  readonly requester: Account | null;
  readonly state: RegistryState;
  readonly model: ModelState;
}

/** The facts of a move as they are before anybody has reviewed it or any check has run. */
export async function factsBeforeReview(ports: RegistryPorts, unreviewed: UnreviewedMove): Promise<Facts> {
  const { head, headBranch, move, requester, state, model } = unreviewed;
  return gatherFacts(ports, {
    pull: { head, headBranch, author: ports.registry.app },
    move,
    requester,
    state,
    model,
    reads: NOTHING_YET,
    recordTree: state.tree,
    cardTree: { known: true, value: state.tree },
    originCommit: head,
    ownPaths: [],
  });
}

const NOTHING_YET: PullReads = {
  files: { known: true, value: [] },
  commits: { known: true, value: [] },
  reviews: { known: true, value: [] },
  checks: { known: true, value: { others: [], own: undefined } },
};
