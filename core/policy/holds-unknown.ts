import type { RequirementResult } from "./decision.ts";

/** Whether the result, or a part of it that counts, could not be evaluated. What has passed needs none of the others. */
export function holdsUnknown({ status, children }: RequirementResult): boolean {
  if (status === "passed") return false;
  return status === "unknown" || children.some(holdsUnknown);
}
