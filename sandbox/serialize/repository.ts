import type { components } from "@octokit/openapi-types";
import type { Caller } from "../http/route.ts";
import { legacyPermission, permits, roleAtLeast, roleOf } from "../state/access.ts";
import type { Repository, State } from "../state/entities.ts";
import { userById } from "../state/find.ts";
import type { World } from "../world.ts";
import { serializeUser } from "./account.ts";

type Schemas = components["schemas"];

/** The whole of a repository, as `GET /repos/{owner}/{repo}` answers it. */
export function serializeRepository(
  world: World,
  repository: Repository,
  caller: Caller,
): Schemas["full-repository"] {
  return {
    ...repositoryCore(world, repository),
    permissions: permissionsOf(world.state, repository, caller),
    network_count: 0,
    subscribers_count: 0,
  };
}

/** A repository inside a list, a pull request or a workflow run. */
export function serializeRepositoryBrief(
  world: World,
  repository: Repository,
): Schemas["minimal-repository"] {
  return repositoryCore(world, repository);
}

/** A repository as lists of an installation and pull requests embed it. */
export function serializeRepositoryEmbedded(world: World, repository: Repository): Schemas["repository"] {
  return repositoryCore(world, repository);
}

/** A repository as it stands in a webhook. */
export function serializeRepositoryForWebhook(
  world: World,
  repository: Repository,
): Schemas["repository-webhooks"] {
  return repositoryCore(world, repository);
}

function repositoryCore(world: World, repository: Repository) {
  const owner = userById(world.state, repository.ownerId);
  const name = `${owner.login}/${repository.name}`;
  const openPulls = world.state.pulls.filter(
    (pull) => pull.repositoryId === repository.id && pull.state === "open",
  ).length;
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: name,
    private: repository.private,
    owner: serializeUser(world.baseUrl, owner),
    html_url: `${world.baseUrl}/${name}`,
    description: null,
    fork: false,
    ...urlsOf(world.baseUrl, name),
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    ...FEATURES,
    forks_count: 0,
    mirror_url: null,
    open_issues_count: openPulls,
    license: null,
    topics: Array.of<string>(),
    visibility: repository.private ? "private" : "public",
    forks: 0,
    open_issues: openPulls,
    watchers: 0,
    default_branch: repository.defaultBranch,
  } as const;
}

const FEATURES = {
  has_issues: true,
  has_projects: false,
  has_downloads: false,
  has_wiki: false,
  has_pages: false,
  has_discussions: false,
  archived: false,
  disabled: false,
  allow_forking: true,
  is_template: false,
  web_commit_signoff_required: false,
} as const;

function urlsOf(baseUrl: string, name: string) {
  const api = `${baseUrl}/repos/${name}`;
  const git = `${baseUrl}/${name}.git`;
  return {
    url: api,
    forks_url: `${api}/forks`,
    keys_url: `${api}/keys{/key_id}`,
    collaborators_url: `${api}/collaborators{/collaborator}`,
    teams_url: `${api}/teams`,
    hooks_url: `${api}/hooks`,
    issue_events_url: `${api}/issues/events{/number}`,
    events_url: `${api}/events`,
    assignees_url: `${api}/assignees{/user}`,
    branches_url: `${api}/branches{/branch}`,
    tags_url: `${api}/tags`,
    blobs_url: `${api}/git/blobs{/sha}`,
    git_tags_url: `${api}/git/tags{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    trees_url: `${api}/git/trees{/sha}`,
    statuses_url: `${api}/statuses/{sha}`,
    languages_url: `${api}/languages`,
    stargazers_url: `${api}/stargazers`,
    contributors_url: `${api}/contributors`,
    subscribers_url: `${api}/subscribers`,
    subscription_url: `${api}/subscription`,
    commits_url: `${api}/commits{/sha}`,
    git_commits_url: `${api}/git/commits{/sha}`,
    comments_url: `${api}/comments{/number}`,
    issue_comment_url: `${api}/issues/comments{/number}`,
    contents_url: `${api}/contents/{+path}`,
    compare_url: `${api}/compare/{base}...{head}`,
    merges_url: `${api}/merges`,
    archive_url: `${api}/{archive_format}{/ref}`,
    downloads_url: `${api}/downloads`,
    issues_url: `${api}/issues{/number}`,
    pulls_url: `${api}/pulls{/number}`,
    milestones_url: `${api}/milestones{/number}`,
    notifications_url: `${api}/notifications{?since,all,participating}`,
    labels_url: `${api}/labels{/name}`,
    releases_url: `${api}/releases{/id}`,
    deployments_url: `${api}/deployments`,
    git_url: git,
    ssh_url: git,
    clone_url: git,
    svn_url: `${baseUrl}/${name}`,
  } as const;
}

/** What the caller may do, in the words of `permissions`. */
function permissionsOf(state: State, repository: Repository, caller: Caller) {
  if (caller.kind === "installation") {
    const push = permits(caller.permissions, "contents", "write");
    return { admin: false, maintain: false, push, triage: push, pull: true };
  }
  const role = caller.kind === "user" ? roleOf(state, repository, caller.userId) : null;
  return {
    admin: role === "admin",
    maintain: roleAtLeast(role, "maintain"),
    push: ["admin", "write"].includes(legacyPermission(role)),
    triage: roleAtLeast(role, "triage"),
    pull: roleAtLeast(role, "read"),
  };
}
