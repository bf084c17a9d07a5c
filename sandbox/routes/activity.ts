import type { components } from "@octokit/openapi-types";
import { type Call, paged, type Reply, type Route } from "../http/route.ts";
import { serializeUser } from "../serialize/account.ts";
import type { Activity } from "../state/entities.ts";
import { userById } from "../state/find.ts";
import { READ_CONTENTS } from "./needs.ts";

const ZERO_SHA = "0".repeat(40);

/** Who moved which branch, the newest move first. GitHub reads on with a cursor; the sandbox gives one page. */
export const activityRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/{owner}/{repo}/activity", needs: READ_CONTENTS, handler: list },
];

function list(call: Call): Reply {
  const { world, repository } = call;
  const ref = call.query.get("ref");
  const found = (world.state.activities ?? []).filter(
    (activity) => activity.repositoryId === repository.id && (ref === null || activity.ref === fullRef(ref)),
  );
  return paged(call, found.toReversed(), (activity) => serialize(call, activity));
}

/** GitHub takes a branch's name, with or without what stands before it. */
function fullRef(ref: string): string {
  return ref.startsWith("refs/") ? ref : `refs/heads/${ref}`;
}

function serialize({ world }: Call, activity: Activity) {
  return {
    id: activity.id,
    node_id: `PSH_${activity.id}`,
    before: activity.before ?? ZERO_SHA,
    after: activity.after ?? ZERO_SHA,
    ref: activity.ref,
    timestamp: activity.at,
    activity_type: kindOf(activity),
    actor: serializeUser(world.baseUrl, userById(world.state, activity.actorId)),
  } satisfies components["schemas"]["activity"];
}

function kindOf({ before, after, forced }: Activity) {
  if (before === null) return "branch_creation" as const;
  if (after === null) return "branch_deletion" as const;
  return forced ? ("force_push" as const) : ("push" as const);
}
