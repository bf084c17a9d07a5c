import type { components } from "@octokit/openapi-types";
import { mergeability, type PullFacts } from "../pulls/facts.ts";
import { authorAssociation } from "../state/access.ts";
import type { Pull, Repository } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";
import { simpleUser } from "./actor.ts";
import { serializeLabels } from "./label.ts";
import { apiUrl, pageUrl } from "./links.ts";
import { serializeRepositoryEmbedded } from "./repository.ts";
import { serializeTeam } from "./team.ts";

type Schemas = components["schemas"];

/** A pull request as lists show it. */
export function serializePullSimple(
  world: World,
  repository: Repository,
  pull: Pull,
): Schemas["pull-request-simple"] {
  const body = pullCore(world, repository, pull);
  // In lists GitHub's description of itself knows no label without a description.
  const labels = body.labels.map((label) => ({ ...label, description: label.description ?? "" }));
  return { ...body, labels };
}

/** A pull request as GET shows it, with what git says about it. */
export function serializePull(world: World, pull: Pull, facts: PullFacts): Schemas["pull-request"] {
  const repository = repositoryById(world.state, pull.repositoryId);
  const { mergeable, state } = mergeability(world, pull, facts);
  return {
    ...pullCore(world, repository, pull),
    ...counts(world, pull, facts),
    merged: pull.mergedAt !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: state,
    merged_by: pull.mergedById === null ? null : simpleUser(world, pull.mergedById),
    maintainer_can_modify: pull.maintainerCanModify ?? false,
  };
}

/**
 * A pull request as webhooks carry it. GitHub sends them before it has tried the merge, so `mergeable` is null:
 * whoever needs it must ask again.
 */
export function serializePullForWebhook(
  world: World,
  pull: Pull,
  facts: PullFacts,
): Schemas["pull-request"] & { active_lock_reason: null } {
  return {
    ...serializePull(world, pull, facts),
    active_lock_reason: null,
    mergeable: null,
    rebaseable: null,
    mergeable_state: "unknown",
  };
}

/** The short form inside check runs and suites. */
export function serializePullMinimal(
  world: World,
  repository: Repository,
  pull: Pull,
): Schemas["pull-request-minimal"] {
  const short = { id: repository.id, url: apiUrl(world, repository), name: repository.name };
  return {
    id: pull.id,
    number: pull.number,
    url: `${apiUrl(world, repository)}/pulls/${pull.number}`,
    head: { ref: pull.headBranch, sha: pull.headSha, repo: short },
    base: { ref: pull.base, sha: pull.baseSha, repo: short },
  };
}

function pullCore(world: World, repository: Repository, pull: Pull) {
  return {
    ...identity(world, repository, pull),
    ...text(world, repository, pull),
    ...times(pull),
    ...ends(world, repository, pull),
  };
}

function identity(world: World, repository: Repository, pull: Pull) {
  const api = apiUrl(world, repository);
  const page = `${pageUrl(world, repository)}/pull/${pull.number}`;
  return {
    id: pull.id,
    node_id: `PR_${pull.id}`,
    number: pull.number,
    url: `${api}/pulls/${pull.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${api}/issues/${pull.number}`,
    commits_url: `${api}/pulls/${pull.number}/commits`,
    review_comments_url: `${api}/pulls/${pull.number}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${api}/issues/${pull.number}/comments`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    _links: links(world, repository, pull),
  };
}

function links(world: World, repository: Repository, pull: Pull): Schemas["pull-request"]["_links"] {
  const api = apiUrl(world, repository);
  const href = (url: string) => ({ href: url });
  return {
    self: href(`${api}/pulls/${pull.number}`),
    html: href(`${pageUrl(world, repository)}/pull/${pull.number}`),
    issue: href(`${api}/issues/${pull.number}`),
    comments: href(`${api}/issues/${pull.number}/comments`),
    review_comments: href(`${api}/pulls/${pull.number}/comments`),
    review_comment: href(`${api}/pulls/comments{/number}`),
    commits: href(`${api}/pulls/${pull.number}/commits`),
    statuses: href(`${api}/statuses/${pull.headSha}`),
  };
}

function text(world: World, repository: Repository, pull: Pull) {
  return {
    state: pull.state,
    title: pull.title,
    body: pull.body,
    user: simpleUser(world, pull.authorId),
    labels: serializeLabels(world, repository, pull.labelIds),
    locked: pull.locked,
    draft: pull.draft,
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedReviewerIds.map((id) => simpleUser(world, id)),
    requested_teams: requestedTeams(world, pull),
    author_association: authorAssociation(world.state, repository, pull.authorId),
    auto_merge: null,
  };
}

/** Teams of which a review is asked. */
export function requestedTeams(world: World, pull: Pull): Schemas["team"][] {
  const ids = pull.requestedTeamIds ?? [];
  return world.state.teams.filter(({ id }) => ids.includes(id)).map((team) => serializeTeam(world, team));
}

function times(pull: Pull) {
  return {
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
  };
}

function ends(world: World, repository: Repository, pull: Pull) {
  const source = repositoryById(world.state, pull.headRepositoryId);
  const headOwner = simpleUser(world, source.ownerId);
  const baseOwner = simpleUser(world, repository.ownerId);
  return {
    head: {
      label: `${headOwner.login}:${pull.headBranch}`,
      ref: pull.headBranch,
      sha: pull.headSha,
      user: headOwner,
      repo: serializeRepositoryEmbedded(world, source),
    },
    base: {
      label: `${baseOwner.login}:${pull.base}`,
      ref: pull.base,
      sha: pull.baseSha,
      user: baseOwner,
      repo: serializeRepositoryEmbedded(world, repository),
    },
  };
}

function counts(world: World, pull: Pull, facts: PullFacts) {
  const { comments } = world.state;
  return {
    comments: comments.filter(
      (comment) => comment.repositoryId === pull.repositoryId && comment.issueNumber === pull.number,
    ).length,
    review_comments: 0,
    commits: facts.commits,
    additions: facts.additions,
    deletions: facts.deletions,
    changed_files: facts.files.length,
  };
}
