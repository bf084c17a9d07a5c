import { POLICY_PATH } from "../registry/layout.ts";
import { grantsFor, namesOwners } from "./edit-grants.ts";
import type { Policy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";

/** The rules for `access.edit`. */
export const EDIT_RULES: readonly PolicyRule[] = [policyIsCovered, policyHasApprovers];

/** Who may loosen the rules decides over everything, so that is never left open. */
function policyIsCovered({ access: { edit } }: Policy): readonly PolicyProblem[] {
  if (edit === undefined || grantsFor(edit, POLICY_PATH).length > 0) return [];
  return [{ path: "access.edit", expected: `an entry that covers ${POLICY_PATH}`, found: "none" }];
}

/** Owners belong to a model; the policy belongs to none. */
function policyHasApprovers({ access: { edit } }: Policy): readonly PolicyProblem[] {
  return (edit ?? []).flatMap((grant, at) => {
    if (grantsFor([grant], POLICY_PATH).length === 0 || !namesOwners(grant.approvals)) return [];
    const path = `access.edit[${at}].approvals`;
    return [{ path, expected: `people other than owners, as ${POLICY_PATH} has none`, found: "owners" }];
  });
}
