import { ApiError, type Call } from "../http/route.ts";

/** The commit that a path names by its id, by a branch or tag, or by a full or shortened ref. Raises 422. */
export async function resolveCommit(call: Call, name: string): Promise<string> {
  const git = call.world.git(call.repository);
  const short = name.replace(/^refs\//, "");
  const candidates = [`refs/${short}`, `refs/heads/${name}`, `refs/tags/${name}`];
  const found = await Promise.all(candidates.map((ref) => git.ref(ref)));
  const sha = found.find((id) => id !== null) ?? name;
  if (/^[0-9a-f]{40}$/.test(sha) && (await git.commit(sha)) !== null) return sha;
  throw new ApiError(422, `No commit found for SHA: ${name}`);
}
