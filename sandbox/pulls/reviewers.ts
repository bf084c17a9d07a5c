import { ApiError } from "../http/route.ts";
import { simpleUser } from "../serialize/actor.ts";
import { serializeTeam } from "../serialize/team.ts";
import { roleOf } from "../state/access.ts";
import type { Pull, Repository, Team, User } from "../state/entities.ts";
import { findUser, fullName, userById } from "../state/find.ts";
import type { World } from "../world.ts";
import { emitPull } from "./events.ts";

export interface Reviewers {
  readonly users: readonly User[];
  readonly teams: readonly Team[];
}

/** Users and teams by their names. Raises 422 when one of them has no access to the repository. */
export function namedReviewers(
  world: World,
  repository: Repository,
  names: { users: readonly string[]; teams: readonly string[] },
): Reviewers {
  const organization = userById(world.state, repository.ownerId).login;
  const users = names.users.map((login) => findUser(world.state, login));
  const teams = names.teams.map((slug) =>
    world.state.teams.find((team) => team.organization === organization && team.slug === slug),
  );
  const knownUsers = users.filter((user) => user !== undefined);
  const knownTeams = teams.filter((team) => team !== undefined);
  const areCollaborators =
    knownUsers.length === users.length &&
    knownTeams.length === teams.length &&
    knownUsers.every((user) => roleOf(world.state, repository, user.id) !== null) &&
    knownTeams.every((team) => team.id in repository.teams);
  if (areCollaborators) return { users: knownUsers, teams: knownTeams };
  throw new ApiError(
    422,
    "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a " +
      `collaborator of the ${fullName(world.state, repository)} repository.`,
  );
}

/** Asks for reviews; whoever is asked already is not asked again. */
export async function requestReviews(
  world: World,
  pull: Pull,
  { reviewers, actorId }: { reviewers: Reviewers; actorId: number },
): Promise<void> {
  if (reviewers.users.some((user) => user.id === pull.authorId))
    throw new ApiError(422, "Review cannot be requested from pull request author.");
  const action = "review_requested";
  for (const user of reviewers.users) {
    if (pull.requestedReviewerIds.includes(user.id)) continue;
    pull.requestedReviewerIds.push(user.id);
    await tell(world, pull, { action, actorId, of: { user } });
  }
  for (const team of reviewers.teams) {
    if (pull.requestedTeamIds?.includes(team.id)) continue;
    pull.requestedTeamIds = [...(pull.requestedTeamIds ?? []), team.id];
    await tell(world, pull, { action, actorId, of: { team } });
  }
}

/** Takes requests for review back; whoever was not asked is left alone. */
export async function withdrawRequests(
  world: World,
  pull: Pull,
  { reviewers, actorId }: { reviewers: Reviewers; actorId: number },
): Promise<void> {
  const action = "review_request_removed";
  for (const user of reviewers.users) {
    if (!pull.requestedReviewerIds.includes(user.id)) continue;
    pull.requestedReviewerIds = pull.requestedReviewerIds.filter((id) => id !== user.id);
    await tell(world, pull, { action, actorId, of: { user } });
  }
  for (const team of reviewers.teams) {
    if (pull.requestedTeamIds?.includes(team.id) !== true) continue;
    pull.requestedTeamIds = pull.requestedTeamIds.filter((id) => id !== team.id);
    await tell(world, pull, { action, actorId, of: { team } });
  }
}

async function tell(
  world: World,
  pull: Pull,
  event: { action: string; actorId: number; of: { user: User } | { team: Team } },
): Promise<void> {
  pull.updatedAt = world.now();
  world.save();
  const extra =
    "user" in event.of
      ? { requested_reviewer: simpleUser(world, event.of.user.id) }
      : { requested_team: serializeTeam(world, event.of.team) };
  await emitPull(world, pull, { action: event.action, senderId: event.actorId, extra });
}
