import type { components } from "@octokit/openapi-types";
import type { World } from "../world.ts";

type Verification = components["schemas"]["verification"] & { readonly verified_at: string | null };

const UNSIGNED: Verification = {
  verified: false,
  reason: "unsigned",
  signature: null,
  payload: null,
  verified_at: null,
};

/** Whether GitHub vouches for a commit. There is no key here, so the signature itself is a word. */
export function serializeVerification(world: World, sha: string): Verification {
  const at = world.state.signedCommits?.[sha];
  if (at === undefined) return UNSIGNED;
  return { verified: true, reason: "valid", signature: "sandbox", payload: sha, verified_at: at };
}
