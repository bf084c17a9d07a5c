import type { ChangedPath, Commit } from "../git/repository.ts";
import { fullName, userById, userOfEmail } from "../state/find.ts";
import type { RefChange, World } from "../world.ts";

const ZERO_SHA = "0".repeat(40);

/** GitHub lists at most 2,048 commits in a push. */
const MAX_PUSH_COMMITS = 2048;

/** Webhooks of a branch or tag that moved: `create` or `delete` first, then `push`. Other refs raise none. */
export async function emitPush(world: World, change: RefChange): Promise<void> {
  const kind = kindOf(change.ref);
  if (kind === null || !isWatched(world)) return;
  const place = { repositoryId: change.repository.id, senderId: change.actorId };
  const pusher_type = "user";
  const name = change.ref.replace(/^refs\/(heads|tags)\//, "");
  if (change.before === null) {
    const master_branch = change.repository.defaultBranch;
    const payload = { ref: name, ref_type: kind, master_branch, description: null, pusher_type };
    world.emit({ ...place, event: "create", payload });
  }
  if (change.after === null) {
    world.emit({ ...place, event: "delete", payload: { ref: name, ref_type: kind, pusher_type } });
  }
  world.emit({ ...place, event: "push", payload: await pushPayload(world, change) });
}

/** Describing a push costs work that nobody needs when no App listens. */
function isWatched(world: World): boolean {
  return world.state.apps.some(
    ({ webhook, events }) =>
      webhook !== null && ["push", "create", "delete"].some((event) => events.includes(event)),
  );
}

function kindOf(ref: string): "branch" | "tag" | null {
  if (ref.startsWith("refs/heads/")) return "branch";
  return ref.startsWith("refs/tags/") ? "tag" : null;
}

/** The `push` event's own fields; a workflow that runs on push gets the same. */
export async function pushPayload(world: World, change: RefChange): Promise<Record<string, unknown>> {
  const { repository, ref, before, after } = change;
  const git = world.git(repository);
  const commits = (await pushedCommits(world, change)).slice(-MAX_PUSH_COMMITS);
  const described = await Promise.all(commits.map((commit) => describeCommit(world, change, commit)));
  const isForced = before !== null && after !== null && !(await git.isAncestor(before, after));
  const url = `${world.baseUrl}/${fullName(world.state, repository)}`;
  const actor = userById(world.state, change.actorId);
  return {
    ref,
    before: before ?? ZERO_SHA,
    after: after ?? ZERO_SHA,
    base_ref: null,
    created: before === null,
    deleted: after === null,
    forced: isForced,
    compare: `${url}/compare/${(before ?? ZERO_SHA).slice(0, 12)}...${(after ?? ZERO_SHA).slice(0, 12)}`,
    commits: described,
    head_commit: await headCommit(world, change, described.at(-1)),
    pusher: { name: actor.login, email: null },
  };
}

/** What the ref holds now and no branch held before; a new branch is compared with the default branch. */
async function pushedCommits(
  world: World,
  { repository, before, after }: RefChange,
): Promise<readonly Commit[]> {
  const git = world.git(repository);
  if (after === null || (await git.commit(after)) === null) return [];
  const base = before ?? (await git.ref(`refs/heads/${repository.defaultBranch}`));
  if (base === null || base === after || (await git.commit(base)) === null) return [];
  return git.log(base, after);
}

async function headCommit(world: World, change: RefChange, last: unknown): Promise<unknown> {
  if (last !== undefined || change.after === null) return last ?? null;
  const commit = await world.git(change.repository).commit(change.after);
  return commit === null ? null : describeCommit(world, change, commit);
}

async function describeCommit(world: World, { repository }: RefChange, commit: Commit) {
  const git = world.git(repository);
  const parent = commit.parents[0] === undefined ? null : await git.commit(commit.parents[0]);
  const changes = await git.changedPaths(parent?.tree ?? null, commit.tree);
  const paths = (status: ChangedPath["status"]): string[] =>
    changes.filter((change) => change.status === status).map((change) => change.path);
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${world.baseUrl}/${fullName(world.state, repository)}/commit/${commit.sha}`,
    author: person(world, commit.author),
    committer: person(world, commit.committer),
    added: paths("added"),
    removed: paths("removed"),
    modified: paths("modified"),
  };
}

function person(world: World, { name, email, date }: Commit["author"]) {
  const username = userOfEmail(world.state, email)?.login;
  return { name, email, date, ...(username === undefined ? {} : { username }) };
}
