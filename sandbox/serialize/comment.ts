import type { components } from "@octokit/openapi-types";
import { authorAssociation } from "../state/access.ts";
import type { Comment, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { integration, simpleUser } from "./actor.ts";
import { apiUrl, pageUrl } from "./links.ts";
import { countReactions } from "./reaction.ts";

type CommentBody = components["schemas"]["issue-comment"];

export function serializeComment(
  world: World,
  repository: Repository,
  comment: Comment,
): CommentBody & { performed_via_github_app: components["schemas"]["nullable-integration"] } {
  const api = apiUrl(world, repository);
  const url = `${api}/issues/comments/${comment.id}`;
  const reactions = (world.state.reactions ?? []).filter((each) => each.commentId === comment.id);
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url,
    html_url: `${pageUrl(world, repository)}/pull/${comment.issueNumber}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issueNumber}`,
    body: comment.body,
    user: simpleUser(world, comment.userId),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(world.state, repository, comment.userId),
    performed_via_github_app: comment.appId === null ? null : integration(world, comment.appId),
    reactions: countReactions(`${url}/reactions`, reactions),
  };
}
