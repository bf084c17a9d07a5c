import { z } from "zod";
import { MAX_PAGE_CHARACTERS } from "../../core/ports/live.ts";
import { type GitHubClient, remoteError, withTimeout } from "./request.ts";

const leftSchema = z.object({
  status: z.string(),
  output: z.object({ summary: z.string().nullish() }),
});

const NOTE =
  "**⚪ The job ended before the training could say how it went.** Below is what was last known; the workflow run tells more.\n\n";

/**
 * Ends a live check whose process was killed, from the job's post step: whether there was anything to end. What it showed
 * stays, below a line that says so. Raises REMOTE_REFUSED or REMOTE_UNAVAILABLE.
 */
export async function endLeftOverCheck(
  place: { readonly client: GitHubClient; readonly owner: string; readonly repo: string },
  id: number,
): Promise<boolean> {
  const { owner, repo } = place;
  const client = withTimeout(place.client);
  const route = "/repos/{owner}/{repo}/check-runs/{check_run_id}";
  const at = { owner, repo, check_run_id: id };
  try {
    const { data } = await client.request(`GET ${route}`, at);
    const { status, output } = leftSchema.parse(data);
    if (status === "completed") return false;
    const known = `${NOTE}${output.summary ?? ""}`;
    // A page is written to fit; only the line above it may be too much, and then the page goes.
    const summary = known.length <= MAX_PAGE_CHARACTERS ? known : NOTE.trim();
    await client.request(`PATCH ${route}`, {
      ...at,
      status: "completed",
      conclusion: "cancelled",
      output: { title: "Ended without a result", summary },
    });
    return true;
  } catch (cause) {
    throw remoteError("the live view cannot be ended", `${owner}/${repo}`, cause);
  }
}
