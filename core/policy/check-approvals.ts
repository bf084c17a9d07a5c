import type { ApprovalsRule } from "./approvals-rule.ts";
import type { Policy } from "./policy.ts";
import type { PolicyProblem, PolicyRule } from "./policy-problem.ts";
import { policyParts } from "./require-parts.ts";

/** An `approvals` block and where it is written. */
interface WrittenApprovals {
  readonly approvals: ApprovalsRule;
  readonly path: string;
}

/** Those of the stages and of `access.edit`. */
function approvalsOf(policy: Policy): readonly WrittenApprovals[] {
  const required = policyParts(policy).flatMap(({ require: { approvals }, path }) =>
    approvals === undefined ? [] : [{ approvals, path: `${path}.approvals` }],
  );
  const edits = (policy.access.edit ?? []).map(({ approvals }, at) => ({
    approvals,
    path: `access.edit[${at}].approvals`,
  }));
  return [...required, ...edits];
}

/** The rules for `approvals`. */
export const APPROVAL_RULES: readonly PolicyRule[] = [approvalsCanBeMet, groupsStandAlone];

/** Where only users are named, there must be enough of them; how many a team has is not known here. */
function approvalsCanBeMet(policy: Policy): readonly PolicyProblem[] {
  return approvalsOf(policy).flatMap(({ approvals, path }) => {
    const groups = (approvals.each ?? []).map((group, at) => ({ ...group, path: `.each[${at}]` }));
    return [{ ...approvals, path: "" }, ...groups].flatMap((group) =>
      enoughUsers(group, `${path}${group.path}.count`),
    );
  });
}

function enoughUsers({ from, count }: Pick<ApprovalsRule, "from" | "count">, path: string): PolicyProblem[] {
  if (from === undefined || from === "owners") return [];
  const accounts = from.map((approver) =>
    "user" in approver ? (approver.id ?? approver.user.toLowerCase()) : undefined,
  );
  if (accounts.includes(undefined)) return [];
  const users = new Set(accounts).size;
  if (users >= count) return [];
  return [{ path, expected: `at most ${users}, as from names no more users`, found: `${count}` }];
}

/** Two lists of the same people would leave open which of them counts. */
function groupsStandAlone(policy: Policy): readonly PolicyProblem[] {
  return approvalsOf(policy).flatMap(({ approvals, path }) => {
    if (approvals.each === undefined || approvals.from === undefined) return [];
    return [{ path: `${path}.from`, expected: "either from or each", found: "both" }];
  });
}
