import type { CheckRun, CommitStatus, State } from "../state/entities.ts";

const PASSING = new Set(["success", "neutral", "skipped"]);

/**
 * Whether everything that was reported on a commit has passed. Nothing reported counts as passing: without
 * protection GitHub calls such a pull request clean.
 */
export function checksOf(state: State, repositoryId: number, sha: string): "passing" | "not passing" {
  const runs = latestRuns(
    state.checkRuns.filter((run) => run.repositoryId === repositoryId && run.headSha === sha),
  );
  const statuses = latestStatuses(state, repositoryId, sha);
  const passed =
    runs.every((run) => run.conclusion !== null && PASSING.has(run.conclusion)) &&
    statuses.every((status) => status.state === "success");
  return passed ? "passing" : "not passing";
}

/** The newest check run of each App and name, in the order given. */
export function latestRuns(runs: readonly CheckRun[]): readonly CheckRun[] {
  const newest = new Map<string, CheckRun>();
  for (const run of runs) {
    const key = `${run.appId} ${run.name}`;
    const known = newest.get(key);
    if (known === undefined || run.id > known.id) newest.set(key, run);
  }
  return runs.filter((run) => newest.get(`${run.appId} ${run.name}`) === run);
}

/** The newest status of each context, newest first. */
export function latestStatuses(state: State, repositoryId: number, sha: string): readonly CommitStatus[] {
  const newest = new Map<string, CommitStatus>();
  for (const status of state.statuses)
    if (status.repositoryId === repositoryId && status.sha === sha) newest.set(status.context, status);
  return [...newest.values()].sort((a, b) => b.id - a.id);
}
