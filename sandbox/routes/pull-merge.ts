import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { pullOf } from "../pulls/find.ts";
import { mergePull, updateHead } from "../pulls/merge.ts";
import { MERGE, READ_PULLS, UPDATE_BRANCH } from "../pulls/needs.ts";
import { apiUrl } from "../serialize/links.ts";

const PULL = "/repos/{owner}/{repo}/pulls/{pull_number}";

export const pullMergeRoutes: readonly Route[] = [
  { method: "GET", path: `${PULL}/merge`, needs: READ_PULLS, handler: isMerged },
  { method: "PUT", path: `${PULL}/merge`, needs: MERGE, handler: merge },
  { method: "PUT", path: `${PULL}/update-branch`, needs: UPDATE_BRANCH, handler: updateBranch },
];

const MergeBody = z.object({
  merge_method: z.enum(["merge", "squash", "rebase"]).optional(),
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
});

function isMerged(call: Call): Reply {
  if (pullOf(call).mergedAt === null) throw new ApiError(404, "Not Found");
  return { status: 204 };
}

async function merge(call: Call): Promise<Reply> {
  const fields = fieldsOf(call, MergeBody);
  const sha = await mergePull(call.world, pullOf(call), {
    method: fields.merge_method ?? "merge",
    title: fields.commit_title,
    message: fields.commit_message,
    sha: fields.sha,
    actorId: call.actorId,
  });
  return { status: 200, body: { sha, merged: true, message: "Pull Request successfully merged" } };
}

async function updateBranch(call: Call): Promise<Reply> {
  const fields = fieldsOf(call, z.object({ expected_head_sha: z.string().optional() }));
  const pull = pullOf(call);
  await updateHead(call.world, pull, { expectedHead: fields.expected_head_sha, actorId: call.actorId });
  return {
    status: 202,
    body: {
      message: "Updating pull request branch.",
      url: `${apiUrl(call.world, call.repository)}/pulls/${pull.number}`,
    },
  };
}
