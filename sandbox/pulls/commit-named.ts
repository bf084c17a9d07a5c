import { resolveCommit } from "../git/resolve-commit.ts";
import { ApiError, type Call } from "../http/route.ts";

/** The id of the commit that a path names by its id, by a branch or tag, or by a ref. Raises 422. */
export async function commitNamed(call: Call, name: string): Promise<string> {
  const commit = await resolveCommit(call.world.git(call.repository), name);
  if (commit === null) throw new ApiError(422, `No commit found for SHA: ${name}`);
  return commit.sha;
}
