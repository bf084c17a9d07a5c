import { permits, roleAtLeast, roleOf } from "../state/access.ts";
import type { Installation, Level, Repository, Role, State } from "../state/entities.ts";
import { findRepository } from "../state/find.ts";
import { ApiError, type Caller, type Route } from "./route.ts";

/** Finds the repository a path names; one that the caller may not see is as absent as one that does not exist. */
export function visibleRepository(
  state: State,
  caller: Caller,
  name: { readonly owner: string; readonly repo: string },
): Repository {
  const repository = findRepository(state, name.owner, name.repo);
  if (repository === undefined || !canSee(state, caller, repository)) throw new ApiError(404, "Not Found");
  return repository;
}

export function canSee(state: State, caller: Caller, repository: Repository): boolean {
  if (!repository.private) return true;
  if (caller.kind === "user") return roleOf(state, repository, caller.userId) !== null;
  if (caller.kind === "installation") return isInstalledOn(state, caller, repository);
  return caller.kind === "app" && hasInstallation(state, caller.appId, repository);
}

/** Whether an installation token covers a repository. */
export function isInstalledOn(
  state: State,
  caller: Extract<Caller, { kind: "installation" }>,
  repository: Repository,
): boolean {
  const installation = state.installations.find(({ id }) => id === caller.installationId);
  const isListed = (ids: readonly number[] | null): boolean => ids === null || ids.includes(repository.id);
  return (
    installation?.accountId === repository.ownerId &&
    isListed(installation.repositoryIds) &&
    isListed(caller.repositoryIds)
  );
}

export const SUSPENDED = "This installation has been suspended";

export function isSuspended({ suspendedAt }: Pick<Installation, "suspendedAt">): boolean {
  return suspendedAt !== undefined && suspendedAt !== null;
}

/** Raises what GitHub answers when the caller may not use the route, at all or on this repository. */
export function authorize(
  state: State,
  { route, caller, repository }: { route: Route; caller: Caller; repository: Repository | undefined },
): void {
  if (caller.kind === "installation") {
    const installation = state.installations.find(({ id }) => id === caller.installationId);
    if (installation !== undefined && isSuspended(installation)) throw new ApiError(403, SUSPENDED);
  }
  const { needs } = route;
  if (needs === "app") requireApp(caller);
  else if (needs === "user") requireUser(caller);
  else if (needs !== "anyone") requireRepositoryAccess(state, { needs, caller, repository });
}

function requireRepositoryAccess(
  state: State,
  asked: { needs: Needs | "metadata"; caller: Caller; repository: Repository | undefined },
): void {
  const { needs, caller, repository } = asked;
  if (caller.kind === "app") throw new ApiError(403, "Resource not accessible by integration");
  if (needs === "metadata" || repository === undefined) return;
  if (caller.kind === "anonymous") requireAnonymousRead(needs.level);
  else if (caller.kind === "user") requireRole(state, { caller, repository, needs });
  else requirePermission(state, { caller, repository, needs });
}

type Needs = Exclude<Route["needs"], string>;

function requireApp(caller: Caller): void {
  if (caller.kind !== "app") throw new ApiError(401, "A JSON web token could not be decoded");
}

function requireUser(caller: Caller): void {
  if (caller.kind === "anonymous") throw new ApiError(401, "Requires authentication");
  if (caller.kind !== "user") throw new ApiError(403, "Resource not accessible by integration");
}

/** Whoever may see a public repository may read most of it; writing needs a name. */
function requireAnonymousRead(level: Level): void {
  if (level !== "read") throw new ApiError(401, "Requires authentication");
}

const ROLE_FOR: Readonly<Record<Level, Role>> = { read: "read", write: "write", admin: "admin" };

function requireRole(
  state: State,
  {
    caller,
    repository,
    needs,
  }: { caller: Extract<Caller, { kind: "user" }>; repository: Repository; needs: Needs },
): void {
  const role = roleOf(state, repository, caller.userId);
  if (roleAtLeast(role, needs.role ?? ROLE_FOR[needs.level])) return;
  // GitHub hides the very existence of content that a user may not write.
  if (needs.permission === "contents") throw new ApiError(404, "Not Found");
  throw new ApiError(403, "Must have admin rights to Repository.");
}

function requirePermission(
  state: State,
  {
    caller,
    repository,
    needs,
  }: { caller: Extract<Caller, { kind: "installation" }>; repository: Repository; needs: Needs },
): void {
  const isCovered = isInstalledOn(state, caller, repository);
  if (!isCovered && needs.level === "read" && !repository.private) return;
  const names = [needs.permission, ...(needs.alternatives ?? [])];
  const isGranted = names.some((name) => permits(caller.permissions, name, needs.level));
  if (!isCovered || !isGranted) throw new ApiError(403, "Resource not accessible by integration");
}

function hasInstallation(state: State, appId: number, repository: Repository): boolean {
  return state.installations.some(
    (installation) =>
      installation.appId === appId &&
      installation.accountId === repository.ownerId &&
      (installation.repositoryIds === null || installation.repositoryIds.includes(repository.id)),
  );
}
