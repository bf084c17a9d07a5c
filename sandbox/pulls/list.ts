import { ApiError } from "../http/route.ts";
import type { Pull, Repository } from "../state/entities.ts";
import { repositoryById, userById } from "../state/find.ts";
import type { World } from "../world.ts";

/** Pull requests as `?state=`, `head=`, `base=`, `sort=` and `direction=` ask; newest first unless told otherwise. */
export function listPulls(
  world: Pick<World, "state">,
  repository: Repository,
  query: URLSearchParams,
): readonly Pull[] {
  const state = oneOf(query, "state", ["open", "closed", "all"]);
  const sort = oneOf(query, "sort", ["created", "updated", "popularity", "long-running"]);
  const head = query.get("head");
  const base = query.get("base");
  const found = world.state.pulls.filter(
    (pull) =>
      pull.repositoryId === repository.id &&
      (state === "all" || pull.state === state) &&
      (base === null || pull.base === base) &&
      (head === null || headLabel(world, pull) === normalized(head)),
  );
  const direction = query.get("direction") ?? (query.has("sort") && sort !== "created" ? "asc" : "desc");
  return found.sort(direction === "asc" ? ORDERS[sort] : (a, b) => -ORDERS[sort](a, b));
}

type Order = (a: Pull, b: Pull) => number;
const byNumber: Order = (a, b) => a.number - b.number;

/** Popularity is the number of comments on GitHub; nobody sorts by it here, so it falls back to age. */
const ORDERS = {
  created: byNumber,
  updated: (a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt) || byNumber(a, b),
  popularity: byNumber,
  "long-running": byNumber,
} as const satisfies Record<string, Order>;

function headLabel(world: Pick<World, "state">, pull: Pull): string {
  const owner = userById(world.state, repositoryById(world.state, pull.headRepositoryId).ownerId);
  return normalized(`${owner.login}:${pull.headBranch}`);
}

/** Logins compare without case, branches with it. */
function normalized(label: string): string {
  const colon = label.indexOf(":");
  return label.slice(0, colon).toLowerCase() + label.slice(colon);
}

function oneOf<const T extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly [T, ...T[]],
): T {
  const wanted = query.get(name);
  if (wanted === null) return allowed[0];
  const found = allowed.find((value) => value === wanted);
  if (found === undefined)
    throw new ApiError(422, "Validation Failed", [{ resource: "PullRequest", field: name, code: "invalid" }]);
  return found;
}
