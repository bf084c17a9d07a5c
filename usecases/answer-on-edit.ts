import type { Instruction, Misspelling } from "../core/registry/command.ts";
import { misspellingRefusal } from "../core/registry/misspelling.ts";
import { editReport } from "../core/report/decision-report.ts";
import type { ReplyReport } from "../core/report/reply-report.ts";
import { type JudgedEdit, judgeEdit } from "./judge-edit.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { answer, refuseInstruction, type Speaker } from "./refuse-instruction.ts";

/**
 * Answers a command on people's own pull request. Only `/explain` means something there; where the policy does not govern
 * edits the App stays silent, as the pull request is none of its business.
 */
export async function answerOnEdit(
  ports: RegistryPorts,
  instruction: Instruction | Misspelling,
  said: Speaker,
): Promise<CommandOutcome> {
  const judged = await judgeEdit(ports, said.pull);
  if (judged.kind === "foreign") return { kind: "nothing", reason: judged.reason };
  // The title is whatever its author wrote.
  const title = `#${said.pull.number}`;
  const named = { ...said, pull: { ...said.pull, title } };
  if (instruction.verb !== "explain") {
    const reason = "it edits files; an edit is approved by reviews, and only /explain is answered here";
    return refuseInstruction(ports, named, { ...EDITS_ARE_REVIEWED, reason });
  }
  if ("typed" in instruction) return refuseInstruction(ports, named, misspellingRefusal(instruction, []));
  await answer(ports, named, { kind: "explained", ...explanation(judged) });
  return { kind: "explained", pull: said.pull.number };
}

const EDITS_ARE_REVIEWED = {
  code: "MOVE_REFUSED",
  who: "those whom access.edit names",
  next: "say /explain to see whose review is missing, or say the command on a version's pull request",
} as const;

function explanation(judged: Exclude<JudgedEdit, { kind: "foreign" }>): Partial<ReplyReport> {
  return judged.kind === "judged"
    ? { decision: editReport(judged.decision) }
    : { reason: `it cannot be judged, so it stays shut: ${judged.error.message}` };
}
