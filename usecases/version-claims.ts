import { PedigreeError } from "../core/errors.ts";
import type { CommitSha, ModelName, RunId } from "../core/names.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { formatBranchName, parseBranchName, registerPrefix } from "../core/registry/branch-name.ts";
import type { Stages } from "../core/registry/stages.ts";
import type { RegistryPorts } from "./ports.ts";
import {
  type ModelState,
  type RegistryState,
  readModel,
  readRegistry,
  readVersionRecord,
} from "./read-registry.ts";

/** A branch that registers a version: the claim on its number. */
export interface Claim {
  readonly version: number;
  readonly branch: string;
  readonly commit: CommitSha;
  /** Undefined when the branch holds no readable version. */
  readonly run: RunId | undefined;
}

/** What is known of a model's versions, landed or still on their way. */
export interface ClaimState {
  readonly claims: readonly Claim[];
  readonly state: RegistryState;
  readonly model: ModelState;
}

/**
 * Branches are read before the tip: one that is gone by then has landed, so that a version is found in one of the
 * two in any case.
 */
export async function readClaims(ports: RegistryPorts, model: ModelName): Promise<ClaimState> {
  const branches = await ports.repository.branches(registerPrefix(model));
  const claims: Claim[] = [];
  for (const { name, commit } of branches) {
    const parsed = parseBranchName(name);
    if (parsed?.kind !== "register" || parsed.model !== model) continue;
    const run = await readRunId(ports, { commit, model, version: parsed.version });
    claims.push({ version: parsed.version, branch: name, commit, run });
  }
  const state = await readRegistry(ports);
  return {
    claims: claims.sort((a, b) => a.version - b.version),
    state,
    model: await readModel(ports, state.tree, model),
  };
}

/** A version pull request that ended without a landing. */
export interface ClosedPull {
  readonly version: number;
  readonly pull: PullRequest;
}

/** The landed version of a run. */
export function landedVersionOf(stages: Stages, run: RunId) {
  const entry = Object.entries(stages.versions).find(([, standing]) => standing.run === run);
  return entry === undefined ? undefined : { version: Number(entry[0]), pull: entry[1].pull };
}

/** A branch that claims a number farther than this beyond all others is nobody's next one, whoever pushed it. */
const MAX_GAP = 100;

/**
 * The next number that nobody has used, and the version pull requests that people closed: their numbers are never
 * given again, and their runs stay turned down. Each number that is missing below costs a request.
 */
export async function findNextNumber(
  ports: RegistryPorts,
  model: ModelName,
  { claims, model: { stages } }: ClaimState,
): Promise<{ readonly next: number; readonly closed: readonly ClosedPull[] }> {
  const landed = Object.keys(stages.versions).map(Number);
  const taken = new Set([...landed, ...claims.map(({ version }) => version)]);
  const highest = claims.reduce(
    (reached, { version }) => (version - reached > MAX_GAP ? reached : Math.max(reached, version)),
    Math.max(0, ...landed),
  );
  const closed: ClosedPull[] = [];
  for (let version = 1; ; version++) {
    if (taken.has(version)) continue;
    const branch = formatBranchName({ kind: "register", model, version });
    const pull = await ports.pulls.findByBranch(branch);
    if (pull !== undefined) closed.push({ version, pull });
    else if (version > highest) return { next: version, closed };
  }
}

/** The run that a commit of a version's branch holds; undefined when there is none or it cannot be read. */
export async function readRunId(
  ports: Pick<RegistryPorts, "repository">,
  place: { readonly commit: CommitSha; readonly model: ModelName; readonly version: number },
): Promise<RunId | undefined> {
  try {
    const tree: Tree = await ports.repository.tree(place.commit);
    return (await readVersionRecord(ports.repository, tree, place)).run.id;
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return undefined;
    throw error;
  }
}
