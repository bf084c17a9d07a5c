import { PedigreeError } from "../core/errors.ts";
import type { ModelName } from "../core/names.ts";
import type { ApprovalsRule } from "../core/policy/approvals-rule.ts";
import { askedApprovals, judgedPaths, modelOf } from "../core/policy/edit-approvals.ts";
import type { EditedPath, EditFacts } from "../core/policy/edit-facts.ts";
import type { Known } from "../core/policy/facts.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Principal } from "../core/policy/principal.ts";
import type { PeopleFacts } from "../core/policy/requirements/eligibility.ts";
import type { PullFile, PullRequest } from "../core/ports/pull-requests.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { findClashes } from "../core/registry/clashes.ts";
import type { EditGate } from "../core/registry/edit-gate.ts";
import { formatPath } from "../core/registry/layout.ts";
import { teamsOf } from "../core/registry/memberships.ts";
import { changedPaths } from "../core/registry/protected-paths.ts";
import { recognisePull } from "../core/registry/pull-subject.ts";
import { gatherApprovers } from "./approver-facts.ts";
import { findProblems } from "./edit-problems.ts";
import type { PullReads } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";
import { readEditPushes } from "./pushed-by.ts";
import { type RegistryState, readFile } from "./read-registry.ts";

export interface EditQuestion {
  readonly pull: PullRequest;
  readonly reads: PullReads;
  readonly state: Pick<RegistryState, "tip" | "tree"> & EditGate;
  /** The policy that is in force. */
  readonly policy: Policy;
}

/** All that the decision about an edit may look at. What the two trees differ by counts; GitHub's list has to agree. */
export async function gatherEditFacts(ports: RegistryPorts, question: EditQuestion): Promise<EditFacts> {
  const { pull, reads, state, policy } = question;
  const { repository, documents } = ports;
  const base = await repository.mergeBase(state.tip, pull.head);
  const touched = await readTouched(ports, question, await repository.tree(base));
  const paths = agreed(touched, reads.files);
  const around = state.around.length === 0 ? {} : { around: [...state.around], trusted: state.trusted };
  const owners = await readOwners(ports, question, judgedPaths({ paths, ...around }));
  const rules = askedApprovals(policy, { paths, owners, ...around }).map(({ rule }) => rule);
  const people = await gatherPeople(ports, question, rules);
  const [approvers, problems, others, settings] = await Promise.all([
    gatherApprovers(ports, {
      head: pull.head,
      reviews: reads.reviews,
      rules,
      teams: teamsOf(rules, Object.values(owners).flat()),
      people,
    }),
    findProblems(
      { documents, has: (path) => state.tree.has(path), readText: (blob) => repository.readText(blob) },
      touched,
    ),
    findOthers(ports, question),
    ports.settings.read(),
  ]);
  return {
    schemaVersion: 1,
    kind: "edit",
    at: ports.clock.now(),
    head: pull.head,
    tip: state.tip,
    base,
    ...around,
    ...people,
    trainer: null,
    reviews: reads.reviews.known ? { known: true, value: [...reads.reviews.value] } : reads.reviews,
    ...approvers,
    owners,
    paths,
    clashes: findClashes(touched, state.tree.keys()),
    problems,
    others,
    settings,
  };
}

async function readTouched(
  { repository }: RegistryPorts,
  { pull, state }: EditQuestion,
  base: Tree,
): Promise<EditedPath[]> {
  const head = await repository.tree(pull.head);
  return changedPaths(base, head).map((path) => ({
    path,
    base: base.get(path) ?? null,
    tip: state.tree.get(path) ?? null,
    head: head.get(path) ?? null,
  }));
}

/** What the reviewers were shown has to be what the commits differ by; a list that GitHub cut is no list. */
function agreed(touched: EditedPath[], listed: Known<readonly PullFile[]>): Known<EditedPath[]> {
  if (!listed.known) return listed;
  const names = listed.value.flatMap(({ path, status, previousPath }) =>
    previousPath !== null && status === "renamed" ? [path, previousPath] : [path],
  );
  const shown = [...new Set(names)].sort();
  return JSON.stringify(shown) === JSON.stringify(touched.map(({ path }) => path))
    ? { known: true, value: touched }
    : { known: false, reason: "GitHub lists other files than the commits differ by" };
}

async function readOwners(
  ports: RegistryPorts,
  { state }: EditQuestion,
  paths: readonly string[],
): Promise<Record<ModelName, Principal[]>> {
  const models = new Set(paths.flatMap((path) => modelOf(path) ?? []));
  const tree = await ports.repository.tree(state.trusted);
  const owners: Record<ModelName, Principal[]> = {};
  for (const model of models) owners[model] = await ownersIn(ports, tree, model);
  return owners;
}

/** A `model.yml` that cannot be read names nobody: else nobody could mend it. */
async function ownersIn(
  { repository, documents }: RegistryPorts,
  tree: Tree,
  model: ModelName,
): Promise<Principal[]> {
  const path = formatPath({ kind: "model", model });
  try {
    const text = await readFile(repository, tree, path);
    return text === undefined ? [] : documents.model(text, path).owners;
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return [];
    throw error;
  }
}

async function gatherPeople(
  ports: RegistryPorts,
  { pull, reads }: EditQuestion,
  rules: readonly ApprovalsRule[],
) {
  const { commits } = reads;
  const pushed = await readEditPushes(ports, pull, new Set(rules.flatMap(({ not }) => not)));
  const list = commits.known ? commits.value : [];
  const all = <T>(value: T[]): Known<T[]> => (commits.known ? { known: true, value } : commits);
  const people = {
    requester: pull.author,
    trainer: null,
    authors: all([pull.author, ...list.map(({ author }) => author)]),
    committers: all([...list.map(({ committer }) => committer), ...pushed.people]),
    coAuthors: all(list.flatMap(({ coAuthors }) => coAuthors)),
  } satisfies PeopleFacts;
  return pushed.pusher === undefined ? people : { ...people, pusher: pushed.pusher };
}

/** GitHub calls every pull request merged whose head the branch contains, whatever was decided of it. */
async function findOthers(
  { pulls, registry }: RegistryPorts,
  { pull, reads: { commits } }: EditQuestion,
): Promise<Known<number[]>> {
  if (!commits.known) return commits;
  const own = new Set(commits.value.map(({ commit }) => commit));
  const open = await pulls.open();
  const inside = open.filter(
    (other) =>
      other.number !== pull.number &&
      own.has(other.head) &&
      ["governed", "held"].includes(recognisePull(other, registry).kind),
  );
  return { known: true, value: inside.map(({ number }) => number).sort((a, b) => a - b) };
}
