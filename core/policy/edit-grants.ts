import type { ApprovalsRule } from "./approvals-rule.ts";
import { matchesPath } from "./path-pattern.ts";
import type { EditGrant } from "./policy.ts";

/** Every entry of `access.edit` that covers a path: all of them have to be met. */
export function grantsFor(edit: readonly EditGrant[], path: string): readonly EditGrant[] {
  return edit.filter(({ paths }) => paths.some((pattern) => matchesPath(pattern, path)));
}

/** Whether the rule asks for the owners that `model.yml` names. */
export function namesOwners({ from, each }: Pick<ApprovalsRule, "from" | "each">): boolean {
  return from === "owners" || (each ?? []).some((group) => group.from === "owners");
}
