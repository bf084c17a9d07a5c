import type { Account } from "../people.ts";
import type { PullRequest } from "../ports/pull-requests.ts";
import { GOVERNED_PREFIX, type GovernedBranch, parseBranchName, type RegisterBranch } from "./branch-name.ts";

/**
 * What a pull request is to the App. Only the branch's name says what it is for; who opened it, from where and into
 * what decides whether it is governed. Everything that is not listed as governed is never landed.
 */
export type PullSubject =
  | { readonly kind: "governed"; readonly branch: GovernedBranch }
  /** Closed or merged: nothing is judged any more, only labels and the branch are put in order. */
  | { readonly kind: "finished"; readonly branch: GovernedBranch; readonly merged: boolean }
  /** Governed, but not to be landed now. */
  | { readonly kind: "held"; readonly branch: GovernedBranch; readonly reason: string }
  /** People's own: an edit, if the policy governs edits. One from a fork is answered and never landed. */
  | { readonly kind: "edit" }
  /** Not the App's: it gets no check either, since a check on a shared commit would show up elsewhere. */
  | { readonly kind: "foreign"; readonly reason: string };

export interface RegistrySide {
  readonly app: Account;
  readonly branch: string;
}

export function recognisePull(pull: PullRequest, registry: RegistrySide): PullSubject {
  const branch = parseBranchName(pull.headBranch);
  if (branch === undefined) return recogniseEdit(pull, registry);
  if (!pull.headInRepository) return foreign("its head is in a fork");
  if (pull.author === null || pull.author.id !== registry.app.id) return foreign("the App did not open it");
  if (pull.base !== registry.branch) return foreign("it does not go into the registry branch");
  if (pull.merged || pull.state === "closed") return { kind: "finished", branch, merged: pull.merged };
  if (pull.draft) return { kind: "held", branch, reason: "it is a draft" };
  return { kind: "governed", branch };
}

/** The version whose finished home it would be by its branch, whoever opened it. That it is, the version's standing has to say. */
export function namedHome(pull: PullRequest, registry: RegistrySide): RegisterBranch | undefined {
  const branch = parseBranchName(pull.headBranch);
  const isFinished = pull.merged && pull.headInRepository && pull.base === registry.branch;
  return isFinished && branch?.kind === "register" ? branch : undefined;
}

/** Branches under the App's prefix are the App's alone, also those whose name says nothing to it. */
function recogniseEdit(pull: PullRequest, registry: RegistrySide): PullSubject {
  if (pull.base !== registry.branch) return foreign("it does not go into the registry branch");
  if (pull.merged || pull.state === "closed") return foreign("it is closed");
  if (pull.draft) return foreign("it is a draft");
  if (pull.headInRepository && pull.headBranch.startsWith(GOVERNED_PREFIX)) {
    return foreign("its branch has a name of the App's, but is none of the App's");
  }
  return { kind: "edit" };
}

function foreign(reason: string): PullSubject {
  return { kind: "foreign", reason };
}
