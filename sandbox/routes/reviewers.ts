import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import type { Call, Reply, Route } from "../http/route.ts";
import { pullOf } from "../pulls/find.ts";
import { READ_PULLS, TRIAGE_PULLS } from "../pulls/needs.ts";
import { namedReviewers, type Reviewers, requestReviews, withdrawRequests } from "../pulls/reviewers.ts";
import { simpleUser } from "../serialize/actor.ts";
import { requestedTeams, serializePullSimple } from "../serialize/pull.ts";

const REVIEWERS = "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers";

export const reviewerRoutes: readonly Route[] = [
  { method: "GET", path: REVIEWERS, needs: READ_PULLS, handler: list },
  { method: "POST", path: REVIEWERS, needs: TRIAGE_PULLS, handler: request },
  { method: "DELETE", path: REVIEWERS, needs: TRIAGE_PULLS, handler: withdraw },
];

const names = z.array(z.string()).default([]);
const ReviewersBody = z.object({ reviewers: names, team_reviewers: names });

function list(call: Call): Reply {
  const pull = pullOf(call);
  const users = pull.requestedReviewerIds.map((id) => simpleUser(call.world, id));
  return { status: 200, body: { users, teams: requestedTeams(call.world, pull) } };
}

async function request(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  await requestReviews(call.world, pull, { reviewers: named(call), actorId: call.actorId });
  return { status: 201, body: serializePullSimple(call.world, call.repository, pull) };
}

async function withdraw(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  await withdrawRequests(call.world, pull, { reviewers: named(call), actorId: call.actorId });
  return { status: 200, body: serializePullSimple(call.world, call.repository, pull) };
}

function named(call: Call): Reviewers {
  const { reviewers, team_reviewers } = fieldsOf(call, ReviewersBody);
  return namedReviewers(call.world, call.repository, { users: reviewers, teams: team_reviewers });
}
