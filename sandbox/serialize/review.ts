import type { components } from "@octokit/openapi-types";
import { authorAssociation } from "../state/access.ts";
import type { Pull, Repository, Review } from "../state/entities.ts";
import type { World } from "../world.ts";
import { simpleUser } from "./actor.ts";
import { apiUrl, pageUrl } from "./links.ts";

type ReviewBody = components["schemas"]["pull-request-review"];

export interface ReviewOn {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly review: Review;
}

/** A review; one that is pending has not been submitted and so has no time. */
export function serializeReview(world: World, { repository, pull, review }: ReviewOn): ReviewBody {
  const html = `${pageUrl(world, repository)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const api = `${apiUrl(world, repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: simpleUser(world, review.userId),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: api,
    _links: { html: { href: html }, pull_request: { href: api } },
    ...(review.state === "PENDING" ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitSha,
    author_association: authorAssociation(world.state, repository, review.userId),
  };
}

/** The same as webhooks carry it: the state in lower case, and null where nothing was written. */
export function serializeReviewForWebhook(world: World, on: ReviewOn) {
  const body = serializeReview(world, on);
  return {
    ...body,
    body: body.body === "" ? null : body.body,
    state: body.state.toLowerCase(),
    submitted_at: body.submitted_at ?? null,
  };
}
