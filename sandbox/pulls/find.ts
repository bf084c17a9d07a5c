import { ApiError, type Call } from "../http/route.ts";
import type { Pull } from "../state/entities.ts";

/** The pull request that a path names. Raises 404 when the repository has none of that number. */
export function pullOf(call: Call): Pull {
  const number = Number(call.params.pull_number ?? call.params.issue_number);
  const found = call.world.state.pulls.find(
    (pull) => pull.repositoryId === call.repository.id && pull.number === number,
  );
  if (found === undefined) throw new ApiError(404, "Not Found");
  return found;
}

/** The item of a list whose id a path names. Raises 404. */
export function byId<T extends { readonly id: number }>(items: readonly T[], id: string | undefined): T {
  const found = items.find((item) => item.id === Number(id));
  if (found === undefined) throw new ApiError(404, "Not Found");
  return found;
}
