import { isSafeRef } from "../git/resolve-commit.ts";
import type { Repository } from "../state/entities.ts";
import type { World } from "../world.ts";

/** The commit at a branch's tip; null when there is no such branch or there could be none of that name. */
export async function branchTip(world: World, repository: Repository, name: string): Promise<string | null> {
  const ref = `refs/heads/${name}`;
  return isSafeRef(ref) ? world.git(repository).ref(ref) : null;
}
