import { digestOf } from "../core/canonical.ts";
import type { Sha256 } from "../core/names.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { CARD_SECTIONS_PATH, CARD_TEMPLATE_PATH, parsePath } from "../core/registry/layout.ts";

/** What a pass of the reconciler knows from the one before, so that it looks only at what changed. */
export interface ReconcileMemory {
  /** `owner/name#RUN` of the workflow runs that need no other look: they are immutable, and what became of them is final. */
  readonly runs: ReadonlySet<string>;
  /** Those that were refused, with the digest of what people can mend so that they are not. */
  readonly refused: ReadonlyMap<string, Sha256>;
  /** The labels of every pull request with where it comes from, as they were seen last. */
  readonly labels: ReadonlyMap<number, SeenPull>;
  /** The newest change of a pull request that was seen; undefined before the first look. */
  readonly newest: string | undefined;
  /** Names and ids of the repository's stage labels. */
  readonly stageLabels: Sha256 | undefined;
  /** Open pull requests whose evaluation need not be repeated, with what it was made from. */
  readonly judged: ReadonlyMap<number, JudgedBefore>;
  /** Digests of recent events after which nothing is left to follow. */
  readonly followed: ReadonlySet<Sha256>;
  /** Whether nothing was ever deployed, as far as was asked; asked again once the policy has something follow. */
  readonly neverDeployed: boolean;
}

export type SeenPull = Pick<PullRequest, "labels" | "headBranch" | "headInRepository">;

export interface JudgedBefore {
  /** Digest of everything it hangs on. */
  readonly basis: Sha256;
  readonly at: string;
}

export const NOTHING_KNOWN: ReconcileMemory = {
  runs: new Set(),
  refused: new Map(),
  labels: new Map(),
  newest: undefined,
  stageLabels: undefined,
  judged: new Map(),
  followed: new Set(),
  neverDeployed: false,
};

/**
 * What a registration is judged by in the registry: its policy, what cards are made of, and what people say of their
 * models. Not the tip itself: each landing would have every refused run looked at again, for some requests each.
 */
export function registrationBasis(tree: Tree): Sha256 {
  const judging = [...tree].filter(([text]) => isJudgingRuns(text));
  return digestOf(judging.map(([path, { blob, mode }]) => `${mode} ${blob} ${path}`).sort());
}

function isJudgingRuns(text: string): boolean {
  if (text === CARD_TEMPLATE_PATH || text === CARD_SECTIONS_PATH) return true;
  const kind = parsePath(text)?.kind;
  return kind === "policy" || kind === "model";
}

/** How far behind its newest answer another of GitHub's servers may be: changes this old are looked at again. */
const LAG_MS = 2 * 60_000;

/** From when on changes are to be asked for. */
export function since({ newest }: ReconcileMemory): string | undefined {
  return newest === undefined ? undefined : new Date(Date.parse(newest) - LAG_MS).toISOString();
}

/** The labels that are known after a look at what changed. */
export function withChanged(
  before: Pick<ReconcileMemory, "labels" | "newest">,
  changed: readonly PullRequest[],
): Pick<ReconcileMemory, "labels" | "newest"> {
  const labels = new Map(before.labels);
  let { newest } = before;
  for (const pull of changed) {
    const { headBranch, headInRepository } = pull;
    labels.set(pull.number, { labels: pull.labels, headBranch, headInRepository });
    if (newest === undefined || Date.parse(pull.updatedAt) > Date.parse(newest)) newest = pull.updatedAt;
  }
  return { labels, newest };
}

/** What the evaluation of a pull request hangs on, beside its checks, the time, and who is in a team. */
export function basisOf(pull: PullRequest, registry: Sha256): Sha256 {
  const { head, headBranch, base, draft, updatedAt } = pull;
  return digestOf({ head, headBranch, base, draft, updatedAt, registry });
}
