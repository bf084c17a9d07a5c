import { digestOf } from "../canonical.ts";
import { approvalsOfEdit } from "./edit-approvals.ts";
import type { EditDecision } from "./edit-decision.ts";
import type { EditFacts } from "./edit-facts.ts";
import { evaluateEditPaths } from "./edit-paths.ts";
import type { Policy } from "./policy.ts";

/**
 * Whether an edit may land: a pure function, as `decide` is for moves. Every entry of `access.edit` that covers a
 * touched path has to be met. The policy's `mode: audit` and its waivers are about moves and change nothing here: an
 * edit that landed unapproved could not be taken back by trying the policy out.
 */
export function decideEdit(policy: Policy, facts: EditFacts): EditDecision {
  const requirements = [...evaluateEditPaths(policy, facts), ...approvalsOfEdit(policy, facts)];
  return {
    schemaVersion: 1,
    kind: "edit-decision",
    // Without any approval asked for nothing was governed, so nothing is let through.
    allowed:
      requirements.some(({ kind }) => kind === "approvals") &&
      requirements.every(({ status }) => status === "passed"),
    policy: digestOf(policy),
    facts: digestOf(facts),
    requirements,
  };
}
