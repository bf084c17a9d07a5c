import type { Decision, RequirementResult } from "../core/policy/decision.ts";
import type { RehearsalReport, RehearsedMove } from "../usecases/rehearse-policy.ts";
import { counted, visible } from "./text.ts";

/** What another policy would have made of the past, for people. */
export function rehearsalText({ moves, same, others }: RehearsalReport): string {
  return [
    `${counted(moves, "past move")}: ${same} decided the same, ${others.length} otherwise.`,
    ...others.flatMap(moveText),
  ].join("\n");
}

const VERDICTS = {
  refused: "would be refused",
  unclear: "cannot be told: what it asks for was not looked up then",
  reported: "would land, and this would be reported",
} as const;

function moveText({ at, move, pull, rehearsal }: RehearsedMove): readonly string[] {
  const head = `${at} ${move.model} ${move.version} → ${move.to} (#${pull}): ${verdictOf(rehearsal)}`;
  const reasons =
    rehearsal.kind === "displaces" ? [] : rehearsal.because.flatMap((one) => openText(one, "  "));
  return ["", head, ...reasons.map(visible)];
}

function verdictOf(rehearsal: RehearsedMove["rehearsal"]): string {
  if (rehearsal.kind !== "displaces") return VERDICTS[rehearsal.kind];
  const { displaced, before } = rehearsal;
  const instead = before.length === 0 ? "" : `, and not ${versionsOf(before)}`;
  return `would displace ${versionsOf(displaced)}${instead}`;
}

function versionsOf(displaced: Decision["displaced"]): string {
  if (displaced.length === 0) return "nobody";
  return displaced.map(({ version, to }) => `version ${version} → ${to}`).join(", ");
}

/** What is not met, each condition with what was found. */
function openText(result: RequirementResult, indent: string): readonly string[] {
  const { title, expected, found, children } = result;
  const open = children.filter(({ status }) => status !== "passed");
  if (open.length > 0) {
    return [`${indent}- ${title}:`, ...open.flatMap((child) => openText(child, `${indent}  `))];
  }
  return [`${indent}- ${title}: ${expected === title ? "" : `expected ${expected}, `}found ${found}`];
}
