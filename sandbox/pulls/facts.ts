import type { FileDiff } from "../git/repository.ts";
import type { Pull, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { checksOf } from "./standing.ts";

/** What git says about a pull request; the same two commits always give the same answer. */
export interface PullFacts {
  /** Where head and base parted; null when they have no common history. */
  readonly mergeBase: string | null;
  readonly files: readonly FileDiff[];
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly conflict: boolean;
}

/** As GitHub reports it: `mergeable` is null and the state `unknown` once a pull request is closed. */
export interface Mergeability {
  readonly mergeable: boolean | null;
  readonly state: "clean" | "dirty" | "draft" | "unstable" | "unknown";
}

const CACHED = 500;
const caches = new WeakMap<World, Map<string, Promise<PullFacts>>>();

export function pullFacts(world: World, repository: Repository, pull: Pull): Promise<PullFacts> {
  const cache = caches.get(world) ?? new Map<string, Promise<PullFacts>>();
  caches.set(world, cache);
  const key = `${repository.id} ${pull.baseSha} ${pull.headSha}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const facts = readFacts(world, repository, pull);
  if (cache.size >= CACHED) cache.clear();
  cache.set(key, facts);
  facts.catch(() => cache.delete(key));
  return facts;
}

export function mergeability(world: Pick<World, "state">, pull: Pull, facts: PullFacts): Mergeability {
  if (pull.state === "closed") return { mergeable: null, state: "unknown" };
  if (facts.conflict) return { mergeable: false, state: "dirty" };
  if (pull.draft) return { mergeable: true, state: "draft" };
  const stands = checksOf(world.state, pull.repositoryId, pull.headSha);
  return { mergeable: true, state: stands === "passing" ? "clean" : "unstable" };
}

async function readFacts(world: World, repository: Repository, pull: Pull): Promise<PullFacts> {
  const git = world.git(repository);
  const [mergeBase, commits, merged] = await Promise.all([
    git.mergeBase(pull.baseSha, pull.headSha),
    git.log(pull.baseSha, pull.headSha),
    git.mergeTree(pull.baseSha, pull.headSha),
  ]);
  const files = await git.diff(mergeBase ?? pull.baseSha, pull.headSha);
  return {
    mergeBase,
    files,
    commits: commits.length,
    additions: sum(files.map((file) => file.additions)),
    deletions: sum(files.map((file) => file.deletions)),
    conflict: mergeBase === null || merged === null,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
