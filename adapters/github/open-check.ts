import { z } from "zod";
import type { LiveMark } from "../../core/live/live-mark.ts";
import type { GitHubClient } from "./request.ts";

export const openCheckSchema = z.object({
  id: z.int().positive(),
  status: z.string(),
  external_id: z.string().nullable(),
  output: z.object({ summary: z.string().nullish() }),
});
export type OpenCheck = z.infer<typeof openCheckSchema>;

const listSchema = z.object({ check_runs: z.array(openCheckSchema) });

/**
 * The check run of a mark that is not completed. Raises what the client does. A commit with more than a hundred checks of one
 * name has it among the newest.
 */
export async function findOpenCheck(
  { client, owner, repo }: { readonly client: GitHubClient; readonly owner: string; readonly repo: string },
  { commit, name, key }: LiveMark,
): Promise<OpenCheck | undefined> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    owner,
    repo,
    ref: commit,
    check_name: name,
    filter: "all",
    per_page: 100,
  });
  const found = listSchema.parse(data).check_runs;
  return found.find((run) => run.external_id === key && run.status !== "completed");
}
