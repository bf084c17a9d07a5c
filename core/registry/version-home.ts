import type { ModelName } from "../names.ts";
import type { PullRequest } from "../ports/pull-requests.ts";
import { formatBranchName } from "./branch-name.ts";

/**
 * Whether a pull request is the one by which the version was registered. `stages.json` names it by its number alone, and in a
 * repository to which the registry was copied somebody else's pull request has that number.
 */
export function isHomeOf(
  pull: Pick<PullRequest, "headBranch" | "headInRepository">,
  model: ModelName,
  version: number,
): boolean {
  return pull.headInRepository && pull.headBranch === formatBranchName({ kind: "register", model, version });
}
