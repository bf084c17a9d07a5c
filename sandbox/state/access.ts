import type { Level, Permissions, Repository, Role, State } from "./entities.ts";
import { userById } from "./find.ts";

const ROLES: readonly Role[] = ["read", "triage", "write", "maintain", "admin"];
const LEVELS: readonly Level[] = ["read", "write", "admin"];

/**
 * A user's role on a repository: the owner is admin; else the highest of the direct grant, the grants of the
 * user's teams, and read on a public repository. Null when the user may not even see it.
 */
export function roleOf(state: State, repository: Repository, userId: number): Role | null {
  if (repository.ownerId === userId) return "admin";
  const grants: (Role | undefined)[] = [repository.collaborators[userId]];
  for (const team of state.teams) {
    const isMember = team.members.some((member) => member.userId === userId && member.state === "active");
    if (isMember) grants.push(repository.teams[team.id]);
  }
  if (!repository.private) grants.push("read");
  return highest(grants.filter((role) => role !== undefined));
}

export function roleAtLeast(role: Role | null, needed: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Whether granted permissions hold one at a level. Every installation may read metadata. */
export function permits(granted: Permissions, permission: string, level: Level): boolean {
  const held = permission === "metadata" ? (granted.metadata ?? "read") : granted[permission];
  return held !== undefined && LEVELS.indexOf(held) >= LEVELS.indexOf(level);
}

/** Members of an organization: whoever is an active member of one of its teams. */
export function memberIds(state: State, organization: string): ReadonlySet<number> {
  const active = state.teams
    .filter((team) => team.organization.toLowerCase() === organization.toLowerCase())
    .flatMap((team) => team.members.filter((member) => member.state === "active"));
  return new Set(active.map((member) => member.userId));
}

/** GitHub's older word for a role, which knows neither triage nor maintain. */
export function legacyPermission(role: Role | null): "admin" | "write" | "read" | "none" {
  if (role === null) return "none";
  return ({ admin: "admin", maintain: "write", write: "write", triage: "read", read: "read" } as const)[role];
}

/** What a person is to a repository, as GitHub prints it beside comments, reviews and pull requests. */
export function authorAssociation(
  state: State,
  repository: Repository,
  userId: number,
): "OWNER" | "MEMBER" | "COLLABORATOR" | "NONE" {
  if (repository.ownerId === userId) return "OWNER";
  if (memberIds(state, userById(state, repository.ownerId).login).has(userId)) return "MEMBER";
  return userId in repository.collaborators ? "COLLABORATOR" : "NONE";
}

function highest(roles: readonly Role[]): Role | null {
  return ROLES.findLast((role) => roles.includes(role)) ?? null;
}
