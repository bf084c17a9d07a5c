import type { ApprovalsRule, Approver } from "./approvals-rule.ts";
import type { Policy } from "./policy.ts";
import { policyParts } from "./require-parts.ts";

/** People whom the policy names and of whom so many have to approve. */
export interface ApproverGroup {
  /** Where it is written, from the top of the policy. */
  readonly path: string;
  readonly count: number;
  /** Teams and users; groups that an owner or a right in the repository makes larger are not listed. */
  readonly teams: readonly string[];
  readonly users: readonly string[];
  /** Whether somebody of the group may be left out, e.g. because they asked for the move. */
  readonly leavesOut: boolean;
}

/** Every closed group of approvers: whoever is in it is told by the policy and its teams alone. */
export function approverGroups(policy: Policy): readonly ApproverGroup[] {
  const moves = policyParts(policy).flatMap(({ require: { approvals }, path }) =>
    approvals === undefined ? [] : groupsOf(approvals, `${path}.approvals`),
  );
  const edits = (policy.access.edit ?? []).flatMap(({ approvals }, at) =>
    groupsOf(approvals, `access.edit[${at}].approvals`),
  );
  return [...moves, ...edits];
}

function groupsOf({ count, from, each, not }: ApprovalsRule, path: string): readonly ApproverGroup[] {
  const written = [
    { path, count, from },
    ...(each ?? []).map((group, at) => ({ path: `${path}.each[${at}]`, ...group })),
  ];
  return written.flatMap((group) => {
    const closed = closedGroup(group.from);
    return closed === undefined
      ? []
      : [{ path: group.path, count: group.count, leavesOut: not.length > 0, ...closed }];
  });
}

function closedGroup(
  from: readonly Approver[] | "owners" | undefined,
): Pick<ApproverGroup, "teams" | "users"> | undefined {
  if (from === undefined || from === "owners" || from.some((one) => "permission" in one)) return undefined;
  return {
    teams: from.flatMap((one) => ("team" in one ? [one.team] : [])),
    users: from.flatMap((one) => ("user" in one ? [one.user] : [])),
  };
}
