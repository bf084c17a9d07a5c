import type { components } from "@octokit/openapi-types";
import type { Team } from "../state/entities.ts";
import { findUser } from "../state/find.ts";
import type { World } from "../world.ts";
import { serializeOrganization } from "./account.ts";

type Schemas = components["schemas"];

/** Teams have no history in the sandbox; the date is a fixed one. */
const TEAM_CREATED_AT = "2026-01-01T00:00:00Z";

export function serializeTeam(world: World, team: Team): Schemas["team"] {
  const organizationId = findUser(world.state, team.organization)?.id ?? 0;
  const api = `${world.baseUrl}/organizations/${organizationId}/team/${team.id}`;
  return {
    id: team.id,
    node_id: `T_${team.id}`,
    name: team.slug,
    slug: team.slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    type: "organization",
    organization_id: organizationId,
    url: api,
    html_url: `${world.baseUrl}/orgs/${team.organization}/teams/${team.slug}`,
    members_url: `${api}/members{/member}`,
    repositories_url: `${api}/repos`,
    parent: null,
  };
}

export function serializeTeamFull(world: World, team: Team): Schemas["team-full"] {
  const organization = findUser(world.state, team.organization);
  if (organization === undefined) throw new Error(`there is no organization ${team.organization}`);
  const simple = serializeOrganization(world.baseUrl, organization);
  return {
    ...serializeTeam(world, team),
    type: "organization",
    privacy: "closed",
    notification_setting: "notifications_enabled",
    members_count: team.members.filter((member) => member.state === "active").length,
    repos_count: world.state.repositories.filter((repository) => team.id in repository.teams).length,
    created_at: TEAM_CREATED_AT,
    updated_at: TEAM_CREATED_AT,
    organization: {
      ...simple,
      has_organization_projects: false,
      has_repository_projects: false,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      html_url: `${world.baseUrl}/${organization.login}`,
      created_at: TEAM_CREATED_AT,
      updated_at: TEAM_CREATED_AT,
      archived_at: null,
      type: "Organization",
    },
  };
}
