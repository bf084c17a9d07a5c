import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { serializeOrganization, serializeUser } from "../serialize/account.ts";
import { serializeTeam, serializeTeamFull } from "../serialize/team.ts";
import { memberIds, permits } from "../state/access.ts";
import type { Team, User } from "../state/entities.ts";
import { findUser, userById } from "../state/find.ts";

const ORG = "/orgs/{org}";
const TEAM = `${ORG}/teams/{team_slug}`;

export const organizationRoutes: readonly Route[] = [
  { method: "GET", path: ORG, needs: "anyone", handler: getOrganization },
  { method: "GET", path: `${ORG}/members`, needs: "anyone", handler: listMembers },
  { method: "GET", path: `${ORG}/members/{username}`, needs: "anyone", handler: checkMember },
  { method: "GET", path: `${ORG}/teams`, needs: "anyone", handler: listTeams },
  { method: "GET", path: TEAM, needs: "anyone", handler: getTeam },
  { method: "GET", path: `${TEAM}/members`, needs: "anyone", handler: listTeamMembers },
  { method: "GET", path: `${TEAM}/memberships/{username}`, needs: "anyone", handler: getTeamMembership },
];

function getOrganization(call: Call): Reply {
  return { status: 200, body: serializeOrganization(call.world.baseUrl, organizationOf(call)) };
}

function listMembers(call: Call): Reply {
  const members = memberIds(call.world.state, visibleOrganization(call).login);
  return paged(call, [...members], (id) => serializeUser(call.world.baseUrl, userById(call.world.state, id)));
}

function checkMember(call: Call): Reply {
  const members = memberIds(call.world.state, visibleOrganization(call).login);
  const user = findUser(call.world.state, call.params.username ?? "");
  if (user === undefined || !members.has(user.id)) {
    throw new ApiError(404, "User does not exist or is not a member of the organization");
  }
  return { status: 204 };
}

function listTeams(call: Call): Reply {
  const organization = visibleOrganization(call);
  const teams = call.world.state.teams.filter((team) => isOf(team, organization));
  return paged(call, teams, (team) => serializeTeam(call.world, team));
}

function getTeam(call: Call): Reply {
  return { status: 200, body: serializeTeamFull(call.world, teamOf(call)) };
}

function listTeamMembers(call: Call): Reply {
  const active = teamOf(call).members.filter((member) => member.state === "active");
  return paged(call, active, ({ userId }) =>
    serializeUser(call.world.baseUrl, userById(call.world.state, userId)),
  );
}

function getTeamMembership(call: Call): Reply {
  const team = teamOf(call);
  const user = findUser(call.world.state, call.params.username ?? "");
  const membership = team.members.find(({ userId }) => userId === user?.id);
  if (user === undefined || membership === undefined) throw new ApiError(404, "Not Found");
  const { baseUrl } = call.world;
  return {
    status: 200,
    body: {
      url: `${baseUrl}/organizations/${organizationOf(call).id}/team/${team.id}/memberships/${user.login}`,
      role: "member",
      state: membership.state,
    },
  };
}

function teamOf(call: Call): Team {
  const organization = visibleOrganization(call);
  const slug = call.params.team_slug ?? "";
  const team = call.world.state.teams.find(
    (candidate) => isOf(candidate, organization) && candidate.slug === slug,
  );
  if (team === undefined) throw new ApiError(404, "Not Found");
  return team;
}

/** Teams and members are seen by members, and by Apps that may read them. */
function visibleOrganization(call: Call): User {
  const organization = organizationOf(call);
  const { caller, world } = call;
  if (caller.kind === "anonymous") throw new ApiError(401, "Requires authentication");
  if (caller.kind === "installation") {
    const isHome = world.state.installations.some(
      ({ id, accountId }) => id === caller.installationId && accountId === organization.id,
    );
    if (!isHome || !permits(caller.permissions, "members", "read")) {
      throw new ApiError(403, "Resource not accessible by integration");
    }
    return organization;
  }
  const isMember = caller.kind === "user" && memberIds(world.state, organization.login).has(caller.userId);
  if (!isMember) throw new ApiError(404, "Not Found");
  return organization;
}

function organizationOf({ world, params }: Call): User {
  const organization = findUser(world.state, params.org ?? "");
  if (organization?.type !== "Organization") throw new ApiError(404, "Not Found");
  return organization;
}

function isOf(team: Team, organization: User): boolean {
  return team.organization.toLowerCase() === organization.login.toLowerCase();
}
