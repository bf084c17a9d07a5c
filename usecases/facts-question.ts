import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import type { Move } from "../core/policy/decision.ts";
import type { Known, Review } from "../core/policy/facts.ts";
import type { ListedChecks } from "../core/ports/checks.ts";
import type { CommitPeople, PullFile, PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import type { RegistryPorts } from "./ports.ts";
import type { ModelState, RegistryState } from "./read-registry.ts";

/** What GitHub says about the pull request, read once per evaluation. */
export interface PullReads {
  readonly files: Known<readonly PullFile[]>;
  readonly commits: Known<readonly CommitPeople[]>;
  readonly reviews: Known<readonly Review[]>;
  readonly checks: Known<ListedChecks>;
}

export interface FactsQuestion {
  readonly pull: Pick<PullRequest, "head" | "headBranch" | "author">;
  readonly move: Move;
  readonly requester: Account | null;
  readonly state: RegistryState;
  readonly model: ModelState;
  readonly reads: PullReads;
  /** The tree that holds the version's record: the registry's, or the App's own commit before registration. */
  readonly recordTree: Tree;
  /** The tree that holds the card to judge; unknown when it cannot be told whether people edited it. */
  readonly cardTree: Known<Tree>;
  /** The commit that is proven to be the App's own: whatever GitHub makes of its author, it is nobody else's. */
  readonly originCommit: CommitSha;
  /** Files that the App itself committed and that are verified, so nobody "touched" them. */
  readonly ownPaths: readonly string[];
}

/** Reads the four lists that belong to a pull request, side by side. */
export async function readPull(
  ports: Pick<RegistryPorts, "pulls" | "checks">,
  pull: PullRequest,
): Promise<PullReads> {
  const [files, commits, reviews, checks] = await Promise.all([
    ports.pulls.files(pull.number),
    ports.pulls.commits(pull.number),
    ports.pulls.reviews(pull.number),
    ports.checks.list(pull.head),
  ]);
  return { files, commits, reviews, checks };
}
