import type { Facts } from "../../../core/policy/facts.ts";
import type { Status } from "../verdict.ts";

/** A move touches the stages, the log and the version's card; a new version its own folder as well. */
export function paths({ changedPaths, move }: Facts): Status {
  if (!changedPaths.known) return "unknown";
  const model = `models/${move.model}`;
  const version = `${model}/versions/${move.version}`;
  const foreign = changedPaths.value.filter((path) => {
    if (path === `${model}/stages.json` || path === `${version}/card.md`) return false;
    if (path.startsWith(`${model}/log/`)) return false;
    return !(move.from === null && path.startsWith(`${version}/`));
  });
  return foreign.length === 0 ? "passed" : "failed";
}
