import type { CommitSha } from "../../core/names.ts";
import { type GitHubApi, ownerAndRepo, PER_PAGE } from "./api.ts";

/** Whose check runs of which name, and where. */
export interface NamedChecks {
  readonly fullName: string;
  readonly commit: CommitSha;
  readonly name: string;
  readonly appId: number;
}

/**
 * An App's check runs of one name on a commit, the newest first; `subject` names them where they cannot be read. A commit with
 * more than a hundred of them has those it is asked about among the newest.
 */
export async function readNamedChecks(
  api: GitHubApi,
  subject: string,
  { fullName, commit, name, appId }: NamedChecks,
): Promise<readonly { readonly id: number; readonly key: string }[]> {
  const { check_runs: runs } = await api.read(subject, (rest) =>
    rest.checks.listForRef({
      ...ownerAndRepo(fullName),
      ref: commit,
      check_name: name,
      app_id: appId,
      filter: "all",
      per_page: PER_PAGE,
    }),
  );
  return runs
    .filter((run) => run.app?.id === appId)
    .toSorted((a, b) => b.id - a.id)
    .map(({ id, external_id: key }) => ({ id, key: key ?? "" }));
}
