import type { components } from "@octokit/openapi-types";
import { authorAssociation } from "../state/access.ts";
import type { Pull, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { simpleUser } from "./actor.ts";
import { serializeLabels } from "./label.ts";
import { apiUrl, pageUrl } from "./links.ts";
import { noReactions } from "./reaction.ts";

/** A pull request as the issue that it also is; every issue of the sandbox is one. */
export function serializeIssue(
  world: World,
  repository: Repository,
  pull: Pull,
): components["schemas"]["issue"] {
  const { comments } = world.state;
  return {
    ...addresses(world, repository, pull),
    id: pull.id,
    node_id: `PR_${pull.id}`,
    number: pull.number,
    state: pull.state,
    state_reason: null,
    title: pull.title,
    body: pull.body,
    user: simpleUser(world, pull.authorId),
    labels: serializeLabels(world, repository, pull.labelIds),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: pull.locked,
    active_lock_reason: null,
    draft: pull.draft,
    comments: comments.filter((each) => isOn(each, pull)).length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    closed_by: null,
    author_association: authorAssociation(world.state, repository, pull.authorId),
    performed_via_github_app: null,
  };
}

/** Whether something was said on this issue or pull request. */
export function isOn(
  thing: { readonly repositoryId: number; readonly issueNumber: number },
  pull: Pull,
): boolean {
  return thing.repositoryId === pull.repositoryId && thing.issueNumber === pull.number;
}

function addresses(world: World, repository: Repository, pull: Pull) {
  const issue = `${apiUrl(world, repository)}/issues/${pull.number}`;
  const page = `${pageUrl(world, repository)}/pull/${pull.number}`;
  return {
    url: issue,
    repository_url: apiUrl(world, repository),
    labels_url: `${issue}/labels{/name}`,
    comments_url: `${issue}/comments`,
    events_url: `${issue}/events`,
    timeline_url: `${issue}/timeline`,
    html_url: page,
    reactions: noReactions(`${issue}/reactions`),
    pull_request: {
      url: `${apiUrl(world, repository)}/pulls/${pull.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt,
    },
  };
}
