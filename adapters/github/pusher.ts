import type { CommitSha } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import type { Known } from "../../core/policy/facts.ts";
import { toAccountOrNull } from "./accounts.ts";
import { type GitHubApi, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

/** GitHub's newest activities of a branch are enough: the question is about its present head. */
const ASKED_ACTIVITIES = 30;

/**
 * Who moved the branch to this commit, from the repository's activity log: the one place that records the account
 * behind a push, while author and committer are whatever the commit claims.
 */
export async function findPusher(
  api: GitHubApi,
  fullName: string,
  { branch, head }: { readonly branch: string; readonly head: CommitSha },
): Promise<Known<Account | null>> {
  try {
    const activities = await api.read(`activity of ${branch} in ${fullName}`, (rest) =>
      rest.repos.listActivities({
        ...ownerAndRepo(fullName),
        ref: `refs/heads/${branch}`,
        per_page: ASKED_ACTIVITIES,
      }),
    );
    const push = activities.find(({ after }) => after === head);
    if (push === undefined) return { known: false, reason: `no activity of ${branch} ends at its head` };
    return { known: true, value: toAccountOrNull(push.actor) };
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 403) {
      return { known: false, reason: `GitHub does not show the activity of ${branch}` };
    }
    throw error;
  }
}
