import type { components } from "@octokit/openapi-types";
import type { User } from "../state/entities.ts";

export type SimpleUser = components["schemas"]["simple-user"];

/** An account as GitHub embeds it everywhere: sender, author, owner, reviewer. */
export function serializeUser(baseUrl: string, user: User): SimpleUser {
  const name = encodeURIComponent(user.login);
  const api = `${baseUrl}/users/${name}`;
  return {
    login: user.login,
    id: user.id,
    node_id: `${user.type === "Bot" ? "BOT" : user.type === "Organization" ? "O" : "U"}_${user.id}`,
    avatar_url: `${baseUrl}/avatars/u/${user.id}`,
    gravatar_id: "",
    url: api,
    html_url: user.type === "Bot" ? `${baseUrl}/apps/${botSlug(user)}` : `${baseUrl}/${name}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: user.type,
    site_admin: false,
  };
}

/** An organization as webhooks carry it beside the repository. */
export function serializeOrganization(
  baseUrl: string,
  organization: User,
): components["schemas"]["organization-simple"] {
  const api = `${baseUrl}/orgs/${encodeURIComponent(organization.login)}`;
  return {
    login: organization.login,
    id: organization.id,
    node_id: `O_${organization.id}`,
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${baseUrl}/avatars/u/${organization.id}`,
    description: null,
  };
}

function botSlug(user: User): string {
  return user.login.replace(/\[bot\]$/, "");
}

/** What a profile shows beside the account; nobody fills one in here. */
const EMPTY_PROFILE = {
  name: null,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
} as const;

export function serializePublicUser(baseUrl: string, user: User): components["schemas"]["public-user"] {
  const { gravatar_id, ...simple } = serializeUser(baseUrl, user);
  return { ...EMPTY_PROFILE, ...simple, gravatar_id, name: null, email: null };
}

export function serializePrivateUser(baseUrl: string, user: User): components["schemas"]["private-user"] {
  return {
    ...serializePublicUser(baseUrl, user),
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}
