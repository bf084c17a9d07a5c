import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { byId, pullOf } from "../pulls/find.ts";
import { READ_PULLS, WRITE_PULLS } from "../pulls/needs.ts";
import { createReview, dismissReview, editReview, REVIEW_EVENTS, submitReview } from "../pulls/review.ts";
import { mayModerate } from "../pulls/rights.ts";
import { serializeReview } from "../serialize/review.ts";
import type { Pull, Review } from "../state/entities.ts";

const REVIEWS = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews";
const REVIEW = `${REVIEWS}/{review_id}`;

export const reviewRoutes: readonly Route[] = [
  { method: "GET", path: REVIEWS, needs: READ_PULLS, handler: list },
  { method: "POST", path: REVIEWS, needs: WRITE_PULLS, handler: create },
  { method: "GET", path: REVIEW, needs: READ_PULLS, handler: (call) => show(call, reviewOf(call)) },
  { method: "PUT", path: REVIEW, needs: WRITE_PULLS, handler: update },
  { method: "DELETE", path: REVIEW, needs: WRITE_PULLS, handler: remove },
  { method: "POST", path: `${REVIEW}/events`, needs: WRITE_PULLS, handler: submit },
  { method: "PUT", path: `${REVIEW}/dismissals`, needs: WRITE_PULLS, handler: dismiss },
];

const event = z.enum(REVIEW_EVENTS);
const NewReviewBody = z.object({
  commit_id: z.string().nullish(),
  body: z.string().nullish(),
  event: event.optional(),
});
const SubmitBody = z.object({ body: z.string().optional(), event });

function list(call: Call): Reply {
  return paged(call, visibleReviews(call, pullOf(call)), (review) => serialized(call, review));
}

async function create(call: Call): Promise<Reply> {
  const fields = fieldsOf(call, NewReviewBody);
  const review = await createReview(call.world, pullOf(call), {
    event: fields.event,
    body: fields.body ?? "",
    commitSha: fields.commit_id ?? undefined,
    userId: call.actorId,
  });
  return show(call, review);
}

async function update(call: Call): Promise<Reply> {
  const review = ownReview(call);
  const { body } = fieldsOf(call, z.object({ body: z.string() }));
  await editReview(call.world, pullOf(call), { review, body });
  return show(call, review);
}

function remove(call: Call): Reply {
  const review = ownReview(call);
  if (review.state !== "PENDING")
    throw new ApiError(422, "Unprocessable Entity", ["Can not delete a non-pending pull request review"]);
  const reply = show(call, review);
  call.world.state.reviews = call.world.state.reviews.filter((each) => each !== review);
  call.world.save();
  return reply;
}

async function submit(call: Call): Promise<Reply> {
  const fields = fieldsOf(call, SubmitBody);
  const review = ownReview(call);
  await submitReview(call.world, pullOf(call), {
    review,
    event: fields.event,
    body: fields.body ?? review.body,
  });
  return show(call, review);
}

async function dismiss(call: Call): Promise<Reply> {
  // GitHub asks for the reason and shows it in the conversation only: the review's own text stays as it was.
  const { message } = fieldsOf(call, z.object({ message: z.string().min(1) }));
  if (!mayModerate(call)) throw new ApiError(403, "Must have write access to the repository.");
  const review = reviewOf(call);
  await dismissReview(call.world, pullOf(call), { review, actorId: call.actorId, message });
  return show(call, review);
}

/** A pending review is seen by its author alone. */
function visibleReviews(call: Call, pull: Pull): readonly Review[] {
  return call.world.state.reviews.filter(
    (review) => review.pullId === pull.id && (review.state !== "PENDING" || review.userId === call.actorId),
  );
}

function reviewOf(call: Call): Review {
  return byId(visibleReviews(call, pullOf(call)), call.params.review_id);
}

function ownReview(call: Call): Review {
  const review = reviewOf(call);
  if (review.userId !== call.actorId) throw new ApiError(403, "Must be the author of the review.");
  return review;
}

function show(call: Call, review: Review): Reply {
  return { status: 200, body: serialized(call, review) };
}

function serialized(call: Call, review: Review) {
  return serializeReview(call.world, { repository: call.repository, pull: pullOf(call), review });
}
