import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { pullOf } from "../pulls/find.ts";
import { setLabels } from "../pulls/labels.ts";
import { listPulls } from "../pulls/list.ts";
import { READ_ISSUES, WRITE_ISSUES } from "../pulls/needs.ts";
import { mayEdit } from "../pulls/rights.ts";
import { updatePull } from "../pulls/update.ts";
import { serializeIssue } from "../serialize/issue.ts";
import { serializeLabels } from "../serialize/label.ts";
import type { Pull } from "../state/entities.ts";

const ISSUES = "/repos/{owner}/{repo}/issues";
const ISSUE = `${ISSUES}/{issue_number}`;

/** Pull requests seen as issues; the sandbox has no other issues. */
export const issueRoutes: readonly Route[] = [
  { method: "GET", path: ISSUES, needs: READ_ISSUES, handler: list },
  { method: "GET", path: ISSUE, needs: READ_ISSUES, handler: (call) => show(call, pullOf(call)) },
  { method: "PATCH", path: ISSUE, needs: WRITE_ISSUES, handler: update },
];

const label = z.union([z.string(), z.object({ name: z.string() }).transform((each) => each.name)]);
const IssueChanges = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]).optional(),
  labels: z.array(label).optional(),
});

function list(call: Call): Reply {
  const { world, repository, query } = call;
  const wanted = (query.get("labels") ?? "")
    .toLowerCase()
    .split(",")
    .filter((name) => name !== "");
  const since = Date.parse(query.get("since") ?? "") || 0;
  const found = listPulls(world, repository, withoutPullFilters(query)).filter((pull) => {
    const carried = serializeLabels(world, repository, pull.labelIds).map(({ name }) => name.toLowerCase());
    return Date.parse(pull.updatedAt) >= since && wanted.every((name) => carried.includes(name));
  });
  return paged(call, found, (pull) => serializeIssue(world, repository, pull));
}

/** Issues sort by other words and always newest first unless told otherwise. */
function withoutPullFilters(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams({ direction: query.get("direction") ?? "desc" });
  const state = query.get("state");
  if (state !== null) kept.set("state", state);
  if (query.get("sort") === "updated") kept.set("sort", "updated");
  return kept;
}

async function update(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  if (!mayEdit(call, pull.authorId)) throw new ApiError(403, "Must have write access to the repository.");
  const { labels, ...changes } = fieldsOf(call, IssueChanges);
  await updatePull(call.world, pull, { ...changes, actorId: call.actorId });
  if (labels !== undefined) await setLabels(call.world, pull, { names: labels, actorId: call.actorId });
  return show(call, pull);
}

function show(call: Call, pull: Pull): Reply {
  return { status: 200, body: serializeIssue(call.world, call.repository, pull) };
}
