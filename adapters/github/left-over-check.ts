import type { LiveMark } from "../../core/live/live-mark.ts";
import { MAX_PAGE_CHARACTERS } from "../../core/ports/live.ts";
import { findOpenCheck } from "./open-check.ts";
import { type GitHubClient, remoteError, withTimeout } from "./request.ts";

const NOTE =
  "**⚪ The job ended before the training could say how it went.** Below is what was last known; the workflow run tells more.\n\n";

/**
 * Ends a live check whose process was killed, from the step's last part: whether there was anything to end. What it showed
 * stays, below a line that says so. Raises REMOTE_REFUSED or REMOTE_UNAVAILABLE.
 */
export async function endLeftOverCheck(
  place: { readonly client: GitHubClient; readonly owner: string; readonly repo: string },
  mark: LiveMark,
): Promise<boolean> {
  const { owner, repo } = place;
  const client = withTimeout(place.client);
  try {
    const left = await findOpenCheck({ client, owner, repo }, mark);
    if (left === undefined) return false;
    const known = `${NOTE}${left.output.summary ?? ""}`;
    // A page is written to fit; only the line above it may be too much, and then the page goes.
    const summary = known.length <= MAX_PAGE_CHARACTERS ? known : NOTE.trim();
    await client.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      owner,
      repo,
      check_run_id: left.id,
      status: "completed",
      conclusion: "cancelled",
      output: { title: "Ended without a result", summary },
    });
    return true;
  } catch (cause) {
    throw remoteError("the live view cannot be ended", `${owner}/${repo}`, cause);
  }
}
