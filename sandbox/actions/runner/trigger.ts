import { pullForWebhook } from "../../pulls/events.ts";
import { pullFacts } from "../../pulls/facts.ts";
import { serializeUser } from "../../serialize/account.ts";
import { serializeRepositoryForWebhook } from "../../serialize/repository.ts";
import type { Pull, Repository } from "../../state/entities.ts";
import { repositoryById, userById } from "../../state/find.ts";
import { pushPayload } from "../../webhooks/push.ts";
import type { RefChange, World } from "../../world.ts";
import type { Plain } from "./expression.ts";
import { mergeRefOf } from "./merge-ref.ts";

/** Events whose workflows are always those of the default branch, whatever they are about. */
export type DefaultBranchEvent = "issue_comment" | "pull_request_target" | "workflow_run" | "schedule";

/** What starts workflows: an event of a repository, with all that a run of it has to know. */
export interface Trigger {
  readonly event: "push" | "pull_request" | "workflow_dispatch" | DefaultBranchEvent;
  /** `opened`, `synchronize`…; null for events without actions. */
  readonly action: string | null;
  readonly repository: Repository;
  readonly actorId: number;
  /** What the webhook carries, without the sender's own fields. */
  readonly payload: Plain;
  /** `GITHUB_REF` and `GITHUB_SHA`: what is checked out. For a pull request the merge of it with its base. */
  readonly ref: string;
  readonly sha: string;
  /** The branch and commit that the run is shown for. */
  readonly headBranch: string;
  readonly headSha: string;
  readonly headRepositoryId: number;
  readonly pull: Pull | null;
  /** Paths that changed, for `paths:` filters; null when every filter lets it pass. */
  readonly changed: readonly string[] | null;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A branch or tag that moved. */
export async function pushTrigger(world: World, change: RefChange): Promise<Trigger> {
  const { repository, ref, after, before, actorId } = change;
  if (after === null) throw new Error(`${ref} was deleted: nothing can run on it`);
  const files = before === null ? null : await world.git(repository).diff(before, after);
  return {
    event: "push",
    action: null,
    repository,
    actorId,
    payload: toPlain({ ...(await pushPayload(world, change)), ...common(world, repository, actorId) }),
    ref,
    sha: after,
    headBranch: ref.replace(/^refs\/(heads|tags)\//, ""),
    headSha: after,
    headRepositoryId: repository.id,
    pull: null,
    changed: files?.map((file) => file.path) ?? null,
    inputs: {},
  };
}

/** Something that happened to a pull request; its merge commit is made anew. */
export async function pullRequestTrigger(
  world: World,
  pull: Pull,
  { action, actorId }: { readonly action: string; readonly actorId: number },
): Promise<Trigger> {
  const repository = repositoryById(world.state, pull.repositoryId);
  const { ref, sha } = await mergeRefOf(world, repository, pull);
  const facts = await pullFacts(world, repository, pull);
  const payload = {
    action,
    number: pull.number,
    pull_request: await pullForWebhook(world, pull),
    ...common(world, repository, actorId),
  };
  return {
    event: "pull_request",
    action,
    repository,
    actorId,
    payload: toPlain(payload),
    ref,
    sha,
    headBranch: pull.headBranch,
    headSha: pull.headSha,
    headRepositoryId: pull.headRepositoryId,
    pull,
    changed: facts.files.map((file) => file.path),
    inputs: {},
  };
}

/** Somebody starts a workflow by hand on a branch. */
export async function dispatchTrigger(
  world: World,
  wanted: {
    readonly repository: Repository;
    readonly branch: string;
    readonly actorId: number;
    readonly inputs?: Readonly<Record<string, string>>;
  },
): Promise<Trigger> {
  const { repository, branch, actorId, inputs = {} } = wanted;
  const ref = `refs/heads/${branch}`;
  const sha = await world.git(repository).ref(ref);
  if (sha === null) throw new Error(`there is no branch ${branch}`);
  return {
    event: "workflow_dispatch",
    action: null,
    repository,
    actorId,
    payload: toPlain({ ref, inputs, ...common(world, repository, actorId) }),
    ref,
    sha,
    headBranch: branch,
    headSha: sha,
    headRepositoryId: repository.id,
    pull: null,
    changed: null,
    inputs,
  };
}

/** An event that runs the default branch's workflows; `payload` is what its webhook carries besides what all carry. */
export async function defaultBranchTrigger(
  world: World,
  wanted: {
    readonly event: DefaultBranchEvent;
    readonly repository: Repository;
    readonly actorId: number;
    readonly payload: { readonly action?: string };
  },
): Promise<Trigger> {
  const { event, repository, actorId, payload } = wanted;
  const { defaultBranch } = repository;
  const dispatched = await dispatchTrigger(world, { repository, branch: defaultBranch, actorId });
  return {
    ...dispatched,
    event,
    action: payload.action ?? null,
    payload: toPlain({ ...payload, ...common(world, repository, actorId) }),
  };
}

function common(world: World, repository: Repository, actorId: number) {
  return {
    repository: serializeRepositoryForWebhook(world, repository),
    sender: serializeUser(world.baseUrl, userById(world.state, actorId)),
  };
}

/** As a receiver of the webhook would read it. */
function toPlain(payload: unknown): Plain {
  const plain: Plain = JSON.parse(JSON.stringify(payload));
  return plain;
}
