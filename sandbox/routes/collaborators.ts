import type { components } from "@octokit/openapi-types";
import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { serializeUser } from "../serialize/account.ts";
import { legacyPermission, roleAtLeast, roleOf } from "../state/access.ts";
import type { Role, User } from "../state/entities.ts";
import { findUser } from "../state/find.ts";

const ROOT = "/repos/{owner}/{repo}/collaborators";
const ADMINISTER = { permission: "administration", level: "write", role: "admin" } as const;

export const collaboratorRoutes: readonly Route[] = [
  { method: "GET", path: ROOT, needs: "metadata", handler: listCollaborators },
  { method: "GET", path: `${ROOT}/{username}`, needs: "metadata", handler: checkCollaborator },
  { method: "GET", path: `${ROOT}/{username}/permission`, needs: "metadata", handler: getPermission },
  { method: "PUT", path: `${ROOT}/{username}`, needs: ADMINISTER, handler: addCollaborator },
  { method: "DELETE", path: `${ROOT}/{username}`, needs: ADMINISTER, handler: removeCollaborator },
];

/** The words of `permission` in a request are older than those of a role. */
const ROLE_WORDS: Readonly<Record<string, Role>> = {
  pull: "read",
  triage: "triage",
  push: "write",
  maintain: "maintain",
  admin: "admin",
};
const Grant = z.object({ permission: z.string().default("push") });

function listCollaborators(call: Call): Reply {
  requireAccount(call);
  const people = call.world.state.users.filter((user) => isCollaborator(call, user));
  return paged(call, people, (user) => serializeCollaborator(call, user));
}

function checkCollaborator(call: Call): Reply {
  requireAccount(call);
  const user = findUser(call.world.state, call.params.username ?? "");
  if (user === undefined || !isCollaborator(call, user)) throw new ApiError(404, "Not Found");
  return { status: 204 };
}

function getPermission(call: Call): Reply {
  requireAccount(call);
  const user = findUser(call.world.state, call.params.username ?? "");
  if (user === undefined) throw new ApiError(404, `${call.params.username ?? ""} is not a user`);
  const role = roleOf(call.world.state, call.repository, user.id);
  return {
    status: 200,
    body: {
      permission: legacyPermission(role),
      role_name: role ?? "none",
      user: serializeCollaborator(call, user),
    },
  };
}

/** In the sandbox nobody has to accept an invitation. */
function addCollaborator(call: Call): Reply {
  const role = ROLE_WORDS[fieldsOf(call, Grant).permission];
  const user = findUser(call.world.state, call.params.username ?? "");
  if (user === undefined) throw new ApiError(404, "Not Found");
  if (role === undefined) throw new ApiError(422, "Permission is not valid");
  call.repository.collaborators[user.id] = role;
  call.world.save();
  return { status: 204 };
}

function removeCollaborator(call: Call): Reply {
  const user = findUser(call.world.state, call.params.username ?? "");
  if (user !== undefined) delete call.repository.collaborators[user.id];
  call.world.save();
  return { status: 204 };
}

/** Who works on a repository is shown to nobody without a name. */
function requireAccount({ caller }: Call): void {
  if (caller.kind === "anonymous") throw new ApiError(401, "Requires authentication");
}

/** Seeing a public repository makes nobody a collaborator. */
function isCollaborator({ world, repository }: Call, user: User): boolean {
  if (user.type !== "User") return false;
  return roleOf(world.state, { ...repository, private: true }, user.id) !== null;
}

function serializeCollaborator(
  { world, repository }: Call,
  user: User,
): components["schemas"]["collaborator"] {
  const role = roleOf(world.state, repository, user.id);
  return {
    ...serializeUser(world.baseUrl, user),
    permissions: {
      pull: roleAtLeast(role, "read"),
      triage: roleAtLeast(role, "triage"),
      push: roleAtLeast(role, "write"),
      maintain: roleAtLeast(role, "maintain"),
      admin: roleAtLeast(role, "admin"),
    },
    role_name: role ?? "none",
  };
}
