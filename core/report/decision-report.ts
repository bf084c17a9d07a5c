import { digestOf } from "../canonical.ts";
import type { PedigreeError } from "../errors.ts";
import type { CommitSha, Sha256 } from "../names.ts";
import type { Decision, RequirementResult, RequirementStatus } from "../policy/decision.ts";
import type { EditDecision } from "../policy/edit-decision.ts";
import type { Verdict } from "../ports/checks.ts";
import { formatTitle } from "../registry/title.ts";
import { adviceOf, type Phrase, phraseOf } from "./phrase.ts";

/**
 * A line of the check: one requirement, or one part of it. Texts are in parts, so that the template shows names as
 * such and Pedigree's own words as text; both are raw and escaped there.
 */
export interface RequirementRow {
  readonly mark: string;
  readonly status: RequirementStatus;
  readonly title: Phrase;
  readonly expected: Phrase;
  readonly found: Phrase;
  readonly remedy: Phrase | null;
  readonly parts: readonly RequirementRow[];
  /** How many parts are left out, null when all are shown. */
  readonly more: number | null;
}

/** What the check run `pedigree` and a move's pull request show of a decision. */
export interface DecisionReport {
  readonly subject: string;
  readonly allowed: boolean;
  readonly headline: string;
  readonly requirements: readonly RequirementRow[];
  /** What is left to do, in the order of the requirements. */
  readonly next: readonly Phrase[];
  readonly displaced: readonly { readonly version: number; readonly to: string }[];
  readonly policy: Sha256;
}

/** GitHub shows at most 65,535 characters of a check's summary: texts and lists stay far below. */
const MAX_TEXT = 400;
const MAX_PARTS = 30;

/** Marks that can be told apart without colour, too. */
const MARKS = { passed: "✅", failed: "❌", pending: "⏳", unknown: "❔" } as const satisfies Record<
  RequirementStatus,
  string
>;

export function decisionReport(decision: Decision): DecisionReport {
  const requirements = decision.requirements.map(toRow);
  return {
    subject: subjectOf(decision),
    allowed: decision.allowed,
    headline: headlineOf(decision),
    requirements,
    next: nextSteps(requirements),
    displaced: decision.displaced,
    policy: decision.policy,
  };
}

/** The same of an edit. */
export function editReport(decision: EditDecision): DecisionReport {
  const requirements = decision.requirements.map(toRow);
  return {
    subject: "Edit by pull request",
    allowed: decision.allowed,
    headline: headlineOf(decision),
    requirements,
    next: nextSteps(requirements),
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

function toRow(result: RequirementResult): RequirementRow {
  const parts = result.children.slice(0, MAX_PARTS);
  const more = result.children.length - parts.length;
  return {
    mark: MARKS[result.status],
    status: result.status,
    title: phraseOf(clip(result.title)),
    expected: phraseOf(clip(result.expected)),
    found: phraseOf(clip(result.found)),
    remedy: result.remedy === null ? null : adviceOf(clip(result.remedy)),
    parts: parts.map((part) => ({ ...toRow(part), parts: [], more: null })),
    more: more > 0 ? more : null,
  };
}

function nextSteps(requirements: readonly RequirementRow[]): readonly Phrase[] {
  const steps = requirements.flatMap((row) => {
    if (row.status === "passed") return [];
    const open = row.parts.filter(({ status }) => status !== "passed");
    return [row.remedy ?? askFor(row), ...open.flatMap(({ remedy }) => (remedy === null ? [] : [remedy]))];
  });
  const byText = new Map(steps.map((step) => [step.map(({ text }) => text).join(""), step]));
  return [...byText.values()].slice(0, MAX_PARTS);
}

function askFor({ title, expected }: RequirementRow): Phrase {
  return [...title, { text: ": expected ", foreign: false }, ...expected];
}

function clip(text: string): string {
  const characters = Array.from(text);
  return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join("")}…` : text;
}
