import { characters } from "../http/fields.ts";
import { ApiError } from "../http/route.ts";
import { serializeReviewForWebhook } from "../serialize/review.ts";
import type { Pull, Review } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";
import { pullForWebhook } from "./events.ts";
import { holdsCommit } from "./of-commit.ts";
import { MAX_BODY } from "./text.ts";

export const REVIEW_EVENTS = ["APPROVE", "REQUEST_CHANGES", "COMMENT"] as const;
export type ReviewEvent = (typeof REVIEW_EVENTS)[number];

const STATES = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
} as const satisfies Record<ReviewEvent, Review["state"]>;

export interface NewReview {
  readonly event: ReviewEvent | undefined;
  readonly body: string;
  /** A commit of the pull request; its head when left out. */
  readonly commitSha: string | undefined;
  readonly userId: number;
}

/** Writes a review; without an event it stays pending until it is submitted. */
export async function createReview(world: World, pull: Pull, wanted: NewReview): Promise<Review> {
  refuseEvent(pull, wanted);
  const commitSha = wanted.commitSha ?? pull.headSha;
  await refuseForeignCommit(world, pull, commitSha);
  const pending = world.state.reviews.some(
    (each) => each.pullId === pull.id && each.userId === wanted.userId && each.state === "PENDING",
  );
  if (pending) throw refused("User can only have one pending review per pull request");
  const review: Review = {
    id: world.nextId(),
    pullId: pull.id,
    userId: wanted.userId,
    body: wanted.body,
    state: "PENDING",
    commitSha,
    submittedAt: world.now(),
  };
  world.state.reviews.push(review);
  world.save();
  if (wanted.event !== undefined) await submit(world, pull, { review, event: wanted.event });
  return review;
}

/** Submits a pending review. */
export async function submitReview(
  world: World,
  pull: Pull,
  { review, event, body }: { review: Review; event: ReviewEvent; body: string },
): Promise<void> {
  if (review.state !== "PENDING") throw refused("Could not submit a review that is not pending");
  refuseEvent(pull, { event, body, userId: review.userId });
  review.body = body;
  await submit(world, pull, { review, event });
}

/** Changes a review's text; one that was submitted tells it. */
export async function editReview(
  world: World,
  pull: Pull,
  { review, body }: { review: Review; body: string },
): Promise<void> {
  const changes = { body: { from: review.body } };
  review.body = body;
  world.save();
  if (review.state === "PENDING") return;
  await tell(world, pull, { action: "edited", review, senderId: review.userId, extra: { changes } });
}

/** Takes an approval or a request for changes out of account; it stays in the list. */
export async function dismissReview(
  world: World,
  pull: Pull,
  { review, actorId, message }: { review: Review; actorId: number; message: string },
): Promise<void> {
  if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED")
    throw new ApiError(422, `Can not dismiss a ${review.state.toLowerCase()} pull request review`);
  world.state.issueEvents.push({
    id: world.nextId(),
    repositoryId: pull.repositoryId,
    issueNumber: pull.number,
    event: "review_dismissed",
    actorId,
    dismissed: { reviewId: review.id, state: review.state.toLowerCase(), message },
    createdAt: world.now(),
  });
  review.state = "DISMISSED";
  world.save();
  await tell(world, pull, { action: "dismissed", review, senderId: actorId });
}

async function submit(
  world: World,
  pull: Pull,
  { review, event }: { review: Review; event: ReviewEvent },
): Promise<void> {
  review.state = STATES[event];
  review.submittedAt = world.now();
  pull.updatedAt = review.submittedAt;
  settleRequests(world, pull, review.userId);
  world.save();
  await tell(world, pull, { action: "submitted", review, senderId: review.userId });
}

/** Whoever reviews is no longer asked to, nor is a team of which they are a member. */
function settleRequests(world: World, pull: Pull, userId: number): void {
  const isMember = (teamId: number) =>
    world.state.teams.some(
      ({ id, members }) =>
        id === teamId && members.some((member) => member.userId === userId && member.state === "active"),
    );
  pull.requestedReviewerIds = pull.requestedReviewerIds.filter((id) => id !== userId);
  pull.requestedTeamIds = (pull.requestedTeamIds ?? []).filter((id) => !isMember(id));
}

interface ReviewTold {
  readonly action: string;
  readonly review: Review;
  readonly senderId: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

async function tell(
  world: World,
  pull: Pull,
  { action, review, senderId, extra }: ReviewTold,
): Promise<void> {
  const repository = repositoryById(world.state, pull.repositoryId);
  const payload = {
    review: serializeReviewForWebhook(world, { repository, pull, review }),
    pull_request: await pullForWebhook(world, pull),
    ...extra,
  };
  world.emit({ event: "pull_request_review", action, repositoryId: repository.id, senderId, payload });
}

function refuseEvent(pull: Pull, wanted: Pick<NewReview, "event" | "body" | "userId">): void {
  const own = wanted.userId === pull.authorId;
  if (own && wanted.event === "APPROVE") throw refused("Can not approve your own pull request");
  if (own && wanted.event === "REQUEST_CHANGES")
    throw refused("Can not request changes on your own pull request");
  if (wanted.body === "" && wanted.event !== undefined && wanted.event !== "APPROVE")
    throw refused("Body can't be blank");
  if (characters(wanted.body) > MAX_BODY)
    throw refused(`Body is too long (maximum is ${MAX_BODY} characters)`);
}

async function refuseForeignCommit(world: World, pull: Pull, sha: string): Promise<void> {
  const git = world.git(repositoryById(world.state, pull.repositoryId));
  const known = /^[0-9a-f]{40}$/.test(sha) && (await git.commit(sha)) !== null;
  if (!known || !(await holdsCommit(git, pull, sha)))
    throw refused("The commit_id is not part of the pull request");
}

function refused(message: string): ApiError {
  return new ApiError(422, "Unprocessable Entity", [message]);
}
