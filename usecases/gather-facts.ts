import type { CardFacts } from "../core/card/card-facts.ts";
import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import type { ApprovalsRule } from "../core/policy/approvals-rule.ts";
import type { Move } from "../core/policy/decision.ts";
import type { Facts, Known, Review, Reviewer } from "../core/policy/facts.ts";
import type { Require } from "../core/policy/require.ts";
import { exclusions, type PeopleFacts } from "../core/policy/requirements/eligibility.ts";
import { partsForMove, stageForMove } from "../core/policy/stage-for-move.ts";
import type { ListedChecks } from "../core/ports/checks.ts";
import type { CommitPeople, PullFile, PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { displacedBy } from "../core/registry/displaced.ts";
import { formatPath } from "../core/registry/layout.ts";
import { approverTeams, decidingPeople, membershipQuestions } from "../core/registry/memberships.ts";
import type { MetricValue } from "../core/run/metric.ts";
import type { Run } from "../core/run/run.ts";
import { gatherChecks } from "./check-facts.ts";
import { dataFacts, localFacts, sinceFacts } from "./move-facts.ts";
import type { RegistryPorts } from "./ports.ts";
import { comparesWithHolder, findPredecessor } from "./predecessor.ts";
import { readPushes } from "./pushed-by.ts";
import {
  type ModelState,
  type RegistryState,
  readTextAt,
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

/** All that the decision may look at, with completeness flags; a fact that cannot be had is unknown, not empty. */
export async function gatherFacts(ports: RegistryPorts, question: FactsQuestion): Promise<Facts> {
  const { pull, move, requester, state, model, reads } = question;
  const commits = withOwnCommit(reads.commits, question.originCommit, ports.registry.app);
  const { provenance } = await readVersionRecord(ports.repository, question.recordTree, move);
  const parts = partsForMove(question.state.policy, question.move);
  const pushed = await readPushes(ports, question);
  const people: PeopleFacts = {
    requester,
    trainer: provenance.actor,
    authors: mapKnown(commits, (list) => [pull.author, ...list.map(({ author }) => author)]),
    committers: mapKnown(commits, (list) => [...list.map(({ committer }) => committer), ...pushed.people]),
    coAuthors: mapKnown(commits, (list) => list.flatMap(({ coAuthors }) => coAuthors)),
    ...(pushed.pusher === undefined ? {} : { pusher: pushed.pusher }),
  };
  const [approvers, checks, card, run, holder, predecessor] = await Promise.all([
    readApprovers(ports, question, people),
    gatherChecks(ports, question, { parts, provenance }),
    attempt(() => readCard(ports, question)),
    attempt(() => readVersionRun(ports.repository, question.recordTree, move)),
    attempt(() => readHolder(ports, question)),
    readPredecessor(ports, question, parts),
  ]);
  const at = ports.clock.now();
  return {
    schemaVersion: 1,
    move,
    at,
    head: pull.head,
    tip: state.tip,
    ...people,
    owners: [...model.owners],
    holders: model.stages.holders,
    ...standingFacts(model.stages, move),
    reviews: mapKnown(reads.reviews, (reviews) => [...reviews]),
    ...checks,
    ...approvers,
    card,
    changedPaths: mapKnown(reads.files, (files) => changedPaths(files, question.ownPaths)),
    ...dataFacts(run, parts),
    ...sinceFacts(question),
    ...localFacts(ports, at, parts),
    candidate: mapKnown(run, (value) => ({ version: move.version, metrics: lastMetrics(value) })),
    holder,
    ...predecessor,
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

/**
 * What tells who may approve, for the people whose review could matter: their teams, and their right to write, since
 * on GitHub any reader may review.
 */
async function readApprovers(
  ports: Pick<RegistryPorts, "people">,
  question: FactsQuestion,
  people: PeopleFacts,
): Promise<Pick<Facts, "memberships" | "reviewers">> {
  const { pull, reads, state, model, move } = question;
  const rules = partsForMove(question.state.policy, question.move).flatMap(
    ({ approvals }) => approvals ?? [],
  );
  if (!reads.reviews.known || rules.length === 0) return { memberships: [] };
  const deciding = decidingPeople({
    reviews: reads.reviews.value,
    head: pull.head,
    excluded: excludedByAll(rules, people),
  });
  const stage = stageForMove(state.policy, move);
  const questions = membershipQuestions(approverTeams(stage, model.owners), deciding);
  const [reviewers, memberships] = await Promise.all([
    readReviewers(ports, deciding),
    Promise.all(questions.map(({ team, account }) => ports.people.membership(team, account))),
  ]);
  return { memberships, reviewers };
}

/** Whom one of several rules leaves out may still approve for another. */
function excludedByAll(rules: readonly ApprovalsRule[], people: PeopleFacts): ReadonlySet<number> {
  const [first, ...more] = rules.map((rule) => exclusions(rule, people).roles);
  return new Set([...(first?.keys() ?? [])].filter((id) => more.every((roles) => roles.has(id))));
}

async function readReviewers(
  ports: Pick<RegistryPorts, "people">,
  people: readonly Account[],
): Promise<Reviewer[]> {
  const permissions = await ports.people.permissions(people);
  return people.map(({ id }) => {
    const permission = permissions.get(id) ?? "unknown";
    if (permission === "unknown") return { userId: id, mayWrite: null, permission: null };
    return { userId: id, mayWrite: ["admin", "maintain", "write"].includes(permission), permission };
  });
}

function withOwnCommit(
  commits: Known<readonly CommitPeople[]>,
  own: CommitSha,
  app: Account,
): Known<readonly CommitPeople[]> {
  return mapKnown(commits, (list) =>
    list.map((entry) =>
      entry.commit === own ? { commit: own, author: app, committer: app, coAuthors: [] } : entry,
    ),
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
  return ports.documents.card(await readTextAt(ports.repository, file, path));
}

async function readMetrics(
  ports: Pick<RegistryPorts, "repository">,
  tree: Tree,
  place: Pick<Move, "model" | "version">,
) {
  const run = await readVersionRun(ports.repository, tree, place);
  return { version: place.version, metrics: lastMetrics(run) };
}

async function readHolder(ports: RegistryPorts, { state, model, move }: FactsQuestion) {
  const [holder] = displacedBy(state.policy, model.stages, move);
  if (holder === undefined) return null;
  return readMetrics(ports, state.tree, { model: move.model, version: holder.version });
}

async function readPredecessor(
  ports: Pick<RegistryPorts, "repository">,
  question: FactsQuestion,
  parts: readonly Require[],
): Promise<Pick<Facts, "predecessor">> {
  if (!comparesWithHolder(parts)) return {};
  const found = await attempt(async () => {
    const version = await findPredecessor(ports, question);
    if (version === undefined) return null;
    return readMetrics(ports, question.state.tree, { model: question.move.model, version });
  });
  if (!found.known) return { predecessor: found };
  return found.value === null ? {} : { predecessor: { known: true, value: found.value } };
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
