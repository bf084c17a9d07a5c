import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { emitPull } from "../pulls/events.ts";
import { pullOf } from "../pulls/find.ts";
import { READ_PULLS, TRIAGE_PULLS } from "../pulls/needs.ts";
import { simpleUser } from "../serialize/actor.ts";
import { serializePullSimple } from "../serialize/pull.ts";
import { roleOf } from "../state/access.ts";
import type { Pull, User } from "../state/entities.ts";
import { findUser, fullName } from "../state/find.ts";

const REVIEWERS = "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers";

export const reviewerRoutes: readonly Route[] = [
  { method: "GET", path: REVIEWERS, needs: READ_PULLS, handler: list },
  { method: "POST", path: REVIEWERS, needs: TRIAGE_PULLS, handler: request },
  { method: "DELETE", path: REVIEWERS, needs: TRIAGE_PULLS, handler: remove },
];

const Reviewers = z.object({ reviewers: z.array(z.string()).optional() });

function list(call: Call): Reply {
  const users = pullOf(call).requestedReviewerIds.map((id) => simpleUser(call.world, id));
  return { status: 200, body: { users, teams: [] } };
}

async function request(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  const wanted = namedUsers(call);
  if (wanted.some((user) => user.id === pull.authorId))
    throw new ApiError(422, "Review cannot be requested from pull request author.");
  for (const user of wanted) {
    if (pull.requestedReviewerIds.includes(user.id)) continue;
    pull.requestedReviewerIds.push(user.id);
    await tell(call, pull, { action: "review_requested", user });
  }
  return { status: 201, body: serializePullSimple(call.world, call.repository, pull) };
}

async function remove(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  for (const user of namedUsers(call)) {
    const at = pull.requestedReviewerIds.indexOf(user.id);
    if (at < 0) continue;
    pull.requestedReviewerIds.splice(at, 1);
    await tell(call, pull, { action: "review_request_removed", user });
  }
  return { status: 200, body: serializePullSimple(call.world, call.repository, pull) };
}

function namedUsers(call: Call): readonly User[] {
  const { world, repository } = call;
  return (fieldsOf(call, Reviewers).reviewers ?? []).map((login) => {
    const user = findUser(world.state, login);
    if (user !== undefined && roleOf(world.state, repository, user.id) !== null) return user;
    throw new ApiError(
      422,
      "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a " +
        `collaborator of the ${fullName(world.state, repository)} repository.`,
    );
  });
}

async function tell(call: Call, pull: Pull, { action, user }: { action: string; user: User }): Promise<void> {
  pull.updatedAt = call.world.now();
  call.world.save();
  const extra = { requested_reviewer: simpleUser(call.world, user.id) };
  await emitPull(call.world, pull, { action, senderId: call.actorId, extra });
}
