import type { CardFacts } from "../core/card/card-facts.ts";
import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import type { Move } from "../core/policy/decision.ts";
import type { Facts, Known, Membership, Review, Reviewer } from "../core/policy/facts.ts";
import { stageForMove } from "../core/policy/stage-for-move.ts";
import type { ListedChecks } from "../core/ports/checks.ts";
import type { Permission } from "../core/ports/people.ts";
import type { CommitPeople, PullFile, PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { displacedBy } from "../core/registry/displaced.ts";
import { formatPath } from "../core/registry/layout.ts";
import { approverTeams, decidingPeople, membershipQuestions } from "../core/registry/memberships.ts";
import type { MetricValue } from "../core/run/metric.ts";
import type { Run } from "../core/run/run.ts";
import type { RegistryPorts } from "./ports.ts";
import {
  type ModelState,
  type RegistryState,
  readVersionRecord,
  readVersionRun,
  versionFile,
} from "./read-registry.ts";

/** What GitHub says about the pull request, read once per evaluation. */
export interface PullReads {
  readonly files: Known<readonly PullFile[]>;
  readonly commits: Known<readonly CommitPeople[]>;
  readonly reviews: Known<readonly Review[]>;
  readonly checks: Known<ListedChecks>;
}

export interface FactsQuestion {
  readonly pull: Pick<PullRequest, "head" | "author">;
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

/** All that the decision may look at, with completeness flags; a fact that cannot be had is unknown, not empty. */
export async function gatherFacts(ports: RegistryPorts, question: FactsQuestion): Promise<Facts> {
  const { pull, move, requester, state, model, reads } = question;
  const commits = withOwnCommit(reads.commits, question.originCommit, ports.registry.app);
  const [memberships, reviewers, card, candidate, holder, trainer] = await Promise.all([
    readMemberships(ports, question),
    readReviewers(ports, question),
    attempt(() => readCard(ports, question)),
    attempt(() => readMetrics(ports, question.recordTree, move)),
    attempt(() => readHolder(ports, question)),
    readVersionRecord(ports.repository, question.recordTree, move),
  ]);
  return {
    schemaVersion: 1,
    move,
    at: ports.clock.now(),
    head: pull.head,
    tip: state.tip,
    requester,
    trainer: trainer.provenance.actor,
    owners: [...model.owners],
    holders: model.stages.holders,
    ...standingFacts(model.stages, move),
    authors: mapKnown(commits, (list) => [pull.author, ...list.map(({ author }) => author)]),
    committers: mapKnown(commits, (list) => list.map(({ committer }) => committer)),
    reviews: mapKnown(reads.reviews, (reviews) => [...reviews]),
    checks: mapKnown(reads.checks, ({ others }) => [...others]),
    memberships,
    ...(reviewers === undefined ? {} : { reviewers }),
    card,
    changedPaths: mapKnown(reads.files, (files) => changedPaths(files, question.ownPaths)),
    candidate,
    holder,
    baseline: { known: true, value: null },
  };
}

/** What `stages.json` says beyond the holders, where it says anything. */
function standingFacts({ former, frozen, ungoverned }: ModelState["stages"], move: Move) {
  const halted = frozen !== undefined || ungoverned !== undefined;
  return {
    ...(move.kind === "rollback" ? { former: [...(former?.[move.to] ?? [])] } : {}),
    ...(halted ? { halt: { ...(frozen && { frozen }), ...(ungoverned && { ungoverned }) } } : {}),
  };
}

/** The last value of each of a run's metrics. */
export function lastMetrics(run: Run): Record<string, MetricValue> {
  return Object.fromEntries(Object.entries(run.metrics).map(([name, { last }]) => [name, last]));
}

async function readMemberships(ports: RegistryPorts, question: FactsQuestion): Promise<Membership[]> {
  const { reads, state, model, move } = question;
  if (!reads.reviews.known) return [];
  const teams = approverTeams(stageForMove(state.policy, move), model.owners);
  return Promise.all(
    membershipQuestions(teams, reads.reviews.value).map(({ team, account }) =>
      ports.people.membership(team, account),
    ),
  );
}

// On GitHub any reader may review, so where the policy names nobody the right to write has to be looked up.
async function readReviewers(ports: RegistryPorts, question: FactsQuestion): Promise<Reviewer[] | undefined> {
  const { reads, state, move } = question;
  const approvals = stageForMove(state.policy, move)?.require.approvals;
  if (!reads.reviews.known || approvals === undefined || approvals.from !== undefined) return undefined;
  return Promise.all(
    decidingPeople(reads.reviews.value).map(async (account) => ({
      userId: account.id,
      mayWrite: mayWrite(await ports.people.permission(account)),
    })),
  );
}

function mayWrite(permission: Permission): boolean | null {
  return permission === "unknown" ? null : ["admin", "maintain", "write"].includes(permission);
}

function withOwnCommit(
  commits: Known<readonly CommitPeople[]>,
  own: CommitSha,
  app: Account,
): Known<readonly CommitPeople[]> {
  return mapKnown(commits, (list) =>
    list.map((entry) => (entry.commit === own ? { commit: own, author: app, committer: app } : entry)),
  );
}

async function readCard(ports: RegistryPorts, { cardTree, move }: FactsQuestion): Promise<CardFacts> {
  if (!cardTree.known) throw missing(cardTree.reason);
  const path = formatPath({
    kind: "version-file",
    model: move.model,
    version: move.version,
    file: "card.md",
  });
  const file = versionFile(cardTree.value, move, "card.md");
  if (file === undefined) throw missing(`${path} does not exist`);
  return ports.documents.card(await ports.repository.readText(file.blob));
}

async function readMetrics(ports: RegistryPorts, tree: Tree, place: Pick<Move, "model" | "version">) {
  const run = await readVersionRun(ports.repository, tree, place);
  return { version: place.version, metrics: lastMetrics(run) };
}

async function readHolder(ports: RegistryPorts, { state, model, move }: FactsQuestion) {
  const [holder] = displacedBy(state.policy, model.stages, move);
  if (holder === undefined) return null;
  return readMetrics(ports, state.tree, { model: move.model, version: holder.version });
}

function changedPaths(files: readonly PullFile[], ownPaths: readonly string[]): string[] {
  const touched = files.flatMap(({ path, previousPath }) =>
    previousPath === null ? [path] : [previousPath, path],
  );
  return [...new Set(touched)].filter((path) => !ownPaths.includes(path)).sort();
}

// A defect of ours must not look like a fact that GitHub withheld, so only the coded errors become "unknown".
async function attempt<T>(read: () => Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") {
      return { known: false, reason: error.message };
    }
    throw error;
  }
}

function missing(reason: string): PedigreeError {
  return new PedigreeError("FILE_NOT_FOUND", reason);
}

function mapKnown<T, U>(fact: Known<T>, change: (value: T) => U): Known<U> {
  return fact.known ? { known: true, value: change(fact.value) } : fact;
}
