import { digestOf } from "../canonical.ts";
import type { PedigreeError } from "../errors.ts";
import type { CommitSha, Sha256 } from "../names.ts";
import type { Decision } from "../policy/decision.ts";
import type { EditDecision } from "../policy/edit-decision.ts";
import type { Verdict } from "../ports/checks.ts";
import { formatTitle } from "../registry/title.ts";
import { nextSteps, type StepLine } from "./next-steps.ts";
import { type RequirementLine, requirementLines } from "./requirement-lines.ts";
import { clip } from "./result-words.ts";

/** What the check run `pedigree` and a move's pull request show of a decision. */
export interface DecisionReport {
  readonly subject: string;
  readonly allowed: boolean;
  readonly headline: string;
  readonly requirements: readonly RequirementLine[];
  /** What is left to do, in the order of the requirements. */
  readonly next: readonly StepLine[];
  readonly displaced: readonly { readonly version: number; readonly to: string }[];
  readonly policy: Sha256;
}

export function decisionReport(decision: Decision): DecisionReport {
  return {
    subject: subjectOf(decision),
    allowed: decision.allowed,
    headline: headlineOf(decision),
    requirements: requirementLines(decision.requirements),
    next: nextSteps(decision.requirements),
    displaced: decision.displaced,
    policy: decision.policy,
  };
}

/** The same of an edit. */
export function editReport(decision: EditDecision): DecisionReport {
  return {
    subject: "Edit by pull request",
    allowed: decision.allowed,
    headline: headlineOf(decision),
    requirements: requirementLines(decision.requirements),
    next: nextSteps(decision.requirements),
    displaced: [],
    policy: decision.policy,
  };
}

/** What the check looks like when nothing could be judged: the reason, and what to do. */
export interface ShutReport {
  readonly headline: string;
  readonly code: string;
  readonly reason: string;
}

export function shutReport(error: PedigreeError): ShutReport {
  return {
    headline: "Cannot be judged, so it stays shut",
    code: error.code,
    reason: clip(error.message),
  };
}

/**
 * Success only for an allowed decision. Something that people or checks can still bring is `waiting`; everything else,
 * and above all what is unknown, is a failure.
 */
export function outcomeOf(decision: Pick<Decision, "allowed" | "requirements">): Verdict["outcome"] {
  if (decision.allowed) return "success";
  const open = decision.requirements.filter(({ status }) => status !== "passed");
  return open.length > 0 && open.every(({ status }) => status === "pending") ? "waiting" : "failure";
}

/** Equal for evaluations that say the same of the same commit, whenever they were made. */
export function decisionDigest(head: CommitSha, decision: Decision): Sha256 {
  const { move, allowed, policy, requirements, displaced } = decision;
  return digestOf({ head, move, allowed, policy, requirements, displaced });
}

/** The same for an edit; what it changes is in the head. */
export function editDigest(head: CommitSha, decision: EditDecision): Sha256 {
  const { allowed, policy, requirements } = decision;
  return digestOf({ head, edit: true, allowed, policy, requirements });
}

function subjectOf({ move }: Decision): string {
  return formatTitle({ model: move.model, version: move.version, to: move.from === null ? null : move.to });
}

function headlineOf(decision: Pick<Decision, "allowed" | "mode" | "requirements">): string {
  const open = decision.requirements.filter(({ status }) => status !== "passed").length;
  if (open === 0) return "All requirements are met";
  const all = decision.requirements.length;
  if (decision.mode === "audit") return auditHeadline(decision, `${open} of ${all}`);
  if (all === 1) return "The requirement is not met";
  return `${open} of ${all} requirements ${open === 1 ? "is" : "are"} not met`;
}

/** Said in the check's title, since an audit's check is green all the same. */
function auditHeadline({ allowed }: Pick<Decision, "allowed">, share: string): string {
  return allowed
    ? `Audit: would be refused, ${share} requirements not met, lands all the same`
    : `Audit: cannot be judged or moved, ${share} requirements not met`;
}
