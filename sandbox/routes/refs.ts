import { z } from "zod";
import type { GitRepository } from "../git/repository.ts";
import { isSafeRef } from "../git/resolve-commit.ts";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { serializeRef } from "../serialize/git.ts";
import { READ_CONTENTS, WRITE_CONTENTS } from "./needs.ts";

const ROOT = "/repos/{owner}/{repo}/git";

export const refRoutes: readonly Route[] = [
  { method: "GET", path: `${ROOT}/ref/{ref}`, needs: READ_CONTENTS, handler: getRef },
  { method: "GET", path: `${ROOT}/matching-refs/{ref}`, needs: READ_CONTENTS, handler: listMatching },
  { method: "POST", path: `${ROOT}/refs`, needs: WRITE_CONTENTS, handler: createRef },
  { method: "PATCH", path: `${ROOT}/refs/{ref}`, needs: WRITE_CONTENTS, handler: updateRef },
  { method: "DELETE", path: `${ROOT}/refs/{ref}`, needs: WRITE_CONTENTS, handler: deleteRef },
];

const NewRef = z.object({ ref: z.string(), sha: z.string() });
const MovedRef = z.object({ sha: z.string(), force: z.boolean().optional() });

async function getRef(call: Call): Promise<Reply> {
  const ref = `refs/${call.params.ref ?? ""}`;
  const sha = isSafeRef(ref) ? await gitOf(call).ref(ref) : null;
  if (sha === null) throw new ApiError(404, "Not Found");
  return { status: 200, body: await describe(call, ref, sha) };
}

async function listMatching(call: Call): Promise<Reply> {
  const prefix = `refs/${call.params.ref ?? ""}`;
  const found = isSafePrefix(prefix) ? await gitOf(call).refs(prefix) : new Map<string, string>();
  return { status: 200, body: await Promise.all([...found].map(([ref, sha]) => describe(call, ref, sha))) };
}

async function createRef(call: Call): Promise<Reply> {
  const { ref, sha } = fieldsOf(call, NewRef);
  if (!isSafeRef(ref) || !isOwnNamespace(ref)) {
    throw new ApiError(
      422,
      ref.startsWith("refs/") ? `${ref} is not a valid ref name.` : "Reference name is invalid",
    );
  }
  if (/^refs\/heads\/[0-9a-f]{40}$/.test(ref)) {
    throw new ApiError(422, "Branch names that look like a commit id are not allowed.");
  }
  await requireObject(gitOf(call), ref, sha);
  if ((await gitOf(call).ref(ref)) !== null) throw new ApiError(422, "Reference already exists");
  await call.world
    .moveRef({ repository: call.repository, ref, expected: null, to: sha, actorId: call.actorId })
    .catch(async (error: unknown) => {
      const exists = (await gitOf(call).ref(ref)) !== null;
      throw exists && error instanceof ApiError ? new ApiError(422, "Reference already exists") : error;
    });
  const body = await describe(call, ref, sha);
  return { status: 201, body, headers: { location: body.url } };
}

async function updateRef(call: Call): Promise<Reply> {
  const { sha, force = false } = fieldsOf(call, MovedRef);
  const ref = `refs/${call.params.ref ?? ""}`;
  const git = gitOf(call);
  const current = isSafeRef(ref) && isOwnNamespace(ref) ? await git.ref(ref) : null;
  if (current === null) throw new ApiError(422, "Reference does not exist");
  await requireObject(git, ref, sha);
  if (!force && !(await git.isAncestor(current, sha))) {
    throw new ApiError(422, "Update is not a fast forward");
  }
  if (current !== sha) {
    await call.world.moveRef({
      repository: call.repository,
      ref,
      expected: current,
      to: sha,
      actorId: call.actorId,
    });
  }
  return { status: 200, body: await describe(call, ref, sha) };
}

async function deleteRef(call: Call): Promise<Reply> {
  const ref = `refs/${call.params.ref ?? ""}`;
  const current = isSafeRef(ref) && isOwnNamespace(ref) ? await gitOf(call).ref(ref) : null;
  if (current === null) throw new ApiError(422, "Reference does not exist");
  if (ref === `refs/heads/${call.repository.defaultBranch}`) {
    throw new ApiError(422, "Cannot delete the default branch");
  }
  const { repository, actorId } = call;
  await call.world.moveRef({ repository, ref, expected: current, to: null, actorId });
  return { status: 204 };
}

/** Branches hold commits; other refs hold whatever exists. */
async function requireObject(git: GitRepository, ref: string, sha: string): Promise<void> {
  if (!/^[0-9a-f]{40}$/.test(sha)) {
    throw new ApiError(422, "The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
  }
  const object = await git.object(sha);
  if (object === null) throw new ApiError(422, "Object does not exist");
  if (ref.startsWith("refs/heads/") && object.type !== "commit") {
    throw new ApiError(422, "Reference cannot be updated: object is not a commit");
  }
}

/** The refs of pull requests belong to the server. */
function isOwnNamespace(ref: string): boolean {
  return !ref.startsWith("refs/pull/");
}

/** A prefix may end in a slash or in the middle of a name. */
function isSafePrefix(prefix: string): boolean {
  return isSafeRef(`${prefix.replace(/\/$/, "")}/x`);
}

async function describe(call: Call, ref: string, sha: string) {
  const type = (await gitOf(call).object(sha))?.type ?? "commit";
  return serializeRef(call.world, call.repository, { ref, sha, type });
}

function gitOf(call: Call): GitRepository {
  return call.world.git(call.repository);
}
