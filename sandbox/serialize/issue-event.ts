import type { components } from "@octokit/openapi-types";
import type { IssueEvent, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { simpleUser } from "./actor.ts";
import { apiUrl } from "./links.ts";

type IssueEventBody =
  | components["schemas"]["labeled-issue-event"]
  | components["schemas"]["review-dismissed-issue-event"];

/** One event of an issue's list; `unlabeled` has the form of `labeled`. */
export function serializeIssueEvent(
  world: World,
  repository: Repository,
  issueEvent: IssueEvent,
): IssueEventBody {
  const common = {
    id: issueEvent.id,
    node_id: `LE_${issueEvent.id}`,
    url: `${apiUrl(world, repository)}/issues/events/${issueEvent.id}`,
    actor: simpleUser(world, issueEvent.actorId),
    event: issueEvent.event,
    commit_id: null,
    commit_url: null,
    created_at: issueEvent.createdAt,
    performed_via_github_app: null,
  };
  if (issueEvent.dismissed === undefined) {
    return { ...common, label: issueEvent.label ?? { name: "", color: "ededed" } };
  }
  const { reviewId, state, message } = issueEvent.dismissed;
  return { ...common, dismissed_review: { state, review_id: reviewId, dismissal_message: message } };
}
