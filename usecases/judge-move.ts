import { PedigreeError } from "../core/errors.ts";
import type { CommitSha, StageName } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import { decide } from "../core/policy/decide.ts";
import type { Move } from "../core/policy/decision.ts";
import type { Known } from "../core/policy/facts.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import type { MoveBranch } from "../core/registry/branch-name.ts";
import { formatPath } from "../core/registry/layout.ts";
import { findStage } from "../core/registry/memberships.ts";
import { planMove } from "../core/registry/plan.ts";
import { findRollback, kindOf } from "./find-rollback.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { JudgeContext, Judgment } from "./judge-context.ts";
import { findOrigin } from "./origin.ts";
import type { RegistryPorts } from "./ports.ts";
import { requireStanding, versionFile } from "./read-registry.ts";

/** Judges a move's pull request; a text says why there is nothing left to judge. */
export async function judgeMove(
  ports: RegistryPorts,
  branch: MoveBranch,
  context: JudgeContext,
): Promise<Judgment | string> {
  const { pull, reads, state, model } = context;
  const { stage } = requireStanding(model.stages, branch.version);
  if (stage === branch.to) return `${branch.model} ${branch.version} is in ${branch.to} already`;
  if (findStage(state.policy, branch.to) === undefined) {
    throw new PedigreeError("STAGE_UNKNOWN", "the policy has no such stage", {
      subject: "pedigree.yml",
      expected: state.policy.stages.map(({ name }) => name).join(", "),
      found: branch.to,
    });
  }
  if (branch.kind === "rollback") {
    const { target } = await findRollback(ports, { state, model, to: branch.to });
    if (target?.version !== branch.version) return "another version is the one to go back to by now";
  }
  const { requester, originCommit, from } = await readRequester(ports, context);
  // Whoever approved it approved the way out of there; it may have been archived since, for a good reason.
  if (from !== undefined && from !== stage) {
    return `it was asked for out of ${from}, and ${branch.model} ${branch.version} is in ${stage} by now`;
  }
  const move: Move = {
    model: branch.model,
    version: branch.version,
    from: stage,
    to: branch.to,
    ...kindOf(branch),
  };
  const cardTree = await chooseCardTree(ports, { branch, originCommit }, context);
  const facts = await gatherFacts(ports, {
    pull,
    move,
    requester,
    state,
    model,
    reads,
    cardTree,
    originCommit,
    recordTree: state.tree,
    ownPaths: [],
  });
  const decision = decide(state.policy, facts);
  const edited = cardTree.known && cardTree.value !== state.tree;
  const card = edited ? versionFile(cardTree.value, branch, "card.md")?.blob : undefined;
  if (!decision.allowed) return { kind: "judged", facts, decision, plan: undefined, card };
  const judgement = { pull: pull.number, decision, facts };
  const plan = planMove({ stages: model.stages, judgement, requester, card });
  return { kind: "judged", facts, decision, plan, card };
}

// Without knowing who asked, it cannot be told whose approval counts.
async function readRequester(
  ports: RegistryPorts,
  { pull, reads }: JudgeContext,
): Promise<{
  readonly requester: Account;
  readonly originCommit: CommitSha;
  readonly from: StageName | undefined;
}> {
  const found = await findOrigin(ports, pull, reads);
  if (found?.origin.kind === "move" && found.origin.pull === pull.number) {
    const { requester, from } = found.origin;
    return { requester, originCommit: found.commit, from };
  }
  throw new PedigreeError("ACCESS_DENIED", "nothing proves who asked for this move", {
    subject: pull.headBranch,
    expected: "a first commit that carries the App's own check",
    found: "none",
    remedy: "ask for the move again on the version's pull request",
  });
}

/**
 * The card is judged as it would land: from the head where the pull request touches it, else from the tip. A card that
 * was edited on both sides is nobody's to merge here: landing the head's would silently undo the other edit.
 */
async function chooseCardTree(
  ports: RegistryPorts,
  { branch, originCommit }: { readonly branch: MoveBranch; readonly originCommit: CommitSha },
  { pull, reads, state }: JudgeContext,
): Promise<Known<Tree>> {
  const { files } = reads;
  if (!files.known) return files;
  const { model, version } = branch;
  const card = formatPath({ kind: "version-file", model, version, file: "card.md" });
  const touched = files.value.some(({ path, previousPath }) => path === card || previousPath === card);
  if (!touched) return { known: true, value: state.tree };
  const asked = await ports.repository.tree(originCommit);
  if (asked.get(card)?.blob !== state.tree.get(card)?.blob) {
    throw new PedigreeError("MOVE_REFUSED", "the card was changed on the registry branch as well", {
      subject: card,
      remedy: "close this pull request, ask for the move again and repeat the edit there",
    });
  }
  return { known: true, value: await ports.repository.tree(pull.head) };
}
