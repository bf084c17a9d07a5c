import { commitShaSchema } from "../../core/names.ts";
import type { Known } from "../../core/policy/facts.ts";
import type { Push } from "../../core/ports/pull-requests.ts";
import { toAccountOrNull } from "./accounts.ts";
import { type GitHubApi, ownerAndRepo, PER_PAGE } from "./api.ts";
import { statusOf } from "./errors.ts";

/**
 * Who moved a branch, from the repository's activity log, the newest first: the one place that records the account behind
 * a push, while author and committer are whatever the commit claims. The log is read with a cursor, so a branch
 * that was moved more often than fits on a page is not known.
 */
export async function listPushes(
  api: GitHubApi,
  fullName: string,
  branch: string,
): Promise<Known<readonly Push[]>> {
  try {
    const activities = await api.read(`activity of ${branch} in ${fullName}`, (rest) =>
      rest.repos.listActivities({
        ...ownerAndRepo(fullName),
        ref: `refs/heads/${branch}`,
        per_page: PER_PAGE,
      }),
    );
    if (activities.length >= PER_PAGE) {
      return { known: false, reason: `${branch} was moved ${PER_PAGE} times or more` };
    }
    const value = activities.map(({ after, actor, activity_type: type }) => ({
      after: commitShaSchema.parse(after),
      by: toAccountOrNull(actor),
      created: type === "branch_creation",
    }));
    return { known: true, value };
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 403) {
      return { known: false, reason: `GitHub does not show the activity of ${branch}` };
    }
    throw error;
  }
}
