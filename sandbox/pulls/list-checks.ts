import type { CheckRun } from "../state/entities.ts";
import { latestRuns } from "./standing.ts";

/** Check runs as `?check_name=`, `status=`, `app_id=` and `filter=latest|all` ask, newest first. */
export function selectRuns(runs: readonly CheckRun[], query: URLSearchParams): readonly CheckRun[] {
  const matches = (name: string, value: string) => (query.get(name) ?? value) === value;
  const found = runs.filter(
    (run) =>
      matches("check_name", run.name) &&
      matches("status", run.status) &&
      matches("app_id", String(run.appId)),
  );
  const shown = query.get("filter") === "all" ? found : latestRuns(found);
  return shown.toSorted((a, b) => b.id - a.id);
}
