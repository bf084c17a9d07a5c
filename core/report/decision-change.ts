import { canonicalJson } from "../canonical.ts";
import { type Decision, openOf, type RequirementResult } from "../policy/decision.ts";
import { holdsUnknown } from "../policy/holds-unknown.ts";
import { outcomeOf } from "./decision-report.ts";
import { openParts } from "./result-words.ts";

/**
 * What a decision means for the request. `reported`: the policy's mode is `audit`, so it lands and what is not met is said.
 * `unclear`: nothing speaks against it for certain, but something could not be seen.
 */
export type Outlook = "lands" | "reported" | "waits" | "refused" | "unclear";

/** What another decision about the same request makes of it. Requirements are told by their smallest parts. */
export interface DecisionChange {
  /** Neither the outlook, nor what is open, nor who would be displaced differs. */
  readonly isSame: boolean;
  /** Open only by the new decision, or open there for a worse reason. */
  readonly newlyOpen: readonly RequirementResult[];
  /** Open only by the old one: met, asked for in other words, or not asked for. */
  readonly noLongerOpen: readonly RequirementResult[];
  readonly stillOpen: readonly RequirementResult[];
}

export function outlookOf(decision: Decision): Outlook {
  const open = openOf(decision);
  if (decision.allowed) return open.length > 0 ? "reported" : "lands";
  // An audit lets pass what has failed, so what stops it there is what could not be judged.
  const isRefused = decision.mode !== "audit" && open.some(({ status }) => status === "failed");
  if (!isRefused && open.some(holdsUnknown)) return "unclear";
  return outcomeOf(decision) === "waiting" ? "waits" : "refused";
}

export function changeOf(before: Decision, after: Decision): DecisionChange {
  const [was, is] = [openParts(before.requirements), openParts(after.requirements)];
  const [wasStates, isNames] = [new Set(was.map(stateKey)), new Set(is.map(nameKey))];
  return {
    isSame: canonicalJson(gistOf(before)) === canonicalJson(gistOf(after)),
    newlyOpen: is.filter((result) => !wasStates.has(stateKey(result))),
    noLongerOpen: was.filter((result) => !isNames.has(nameKey(result))),
    stillOpen: is.filter((result) => wasStates.has(stateKey(result))),
  };
}

function gistOf(decision: Decision) {
  const open = openOf(decision).map(({ kind, title, status }) => ({ kind, title, status }));
  const parts = openParts(decision.requirements).map(stateKey);
  return { outlook: outlookOf(decision), open, parts, displaced: decision.displaced };
}

function nameKey({ kind, title }: RequirementResult): string {
  return JSON.stringify([kind, title]);
}

function stateKey(result: RequirementResult): string {
  return `${nameKey(result)} ${result.status}`;
}
