import { PedigreeError } from "../core/errors.ts";
import type { Account } from "../core/people.ts";
import type { Question } from "../core/registry/answer-mark.ts";
import { type Instruction, parseCommands } from "../core/registry/command.ts";
import { recognisePull } from "../core/registry/pull-subject.ts";
import { refusalOf } from "../core/registry/refusal.ts";
import { annotate } from "./annotate.ts";
import { answerOnEdit } from "./answer-on-edit.ts";
import { explainPull } from "./explain-pull.ts";
import type { CommandOutcome } from "./outcomes.ts";
import { overrideMove } from "./override-move.ts";
import type { RegistryPorts } from "./ports.ts";
import { refuseInstruction } from "./refuse-instruction.ts";
import { requestMove } from "./request-move.ts";

/** A newly created comment. Edited comments never come here: their author may not be their editor. */
export interface Comment {
  readonly pull: number;
  readonly body: string;
  readonly sender: Account;
  /** By which the answer names the comment: a delivery may come again after its answer was written. */
  readonly question?: Question;
}

/** Does what the first command of a comment asks for, and answers with another comment, once. */
export async function answerComment(ports: RegistryPorts, comment: Comment): Promise<CommandOutcome> {
  const [instruction] = parseCommands(comment.body);
  if (instruction === undefined) return { kind: "nothing", reason: "no command" };
  if (comment.sender.bot) return { kind: "nothing", reason: "a bot wrote it" };
  const { sender, question } = comment;
  if (question !== undefined && (await ports.pulls.isAnswered(comment.pull, question))) {
    return { kind: "nothing", reason: "it is answered already" };
  }
  const pull = await ports.pulls.get(comment.pull);
  const subject = recognisePull(pull, ports.registry);
  if (subject.kind === "foreign") return { kind: "nothing", reason: subject.reason };
  const by = { by: sender, question };
  if (subject.kind === "edit") return answerOnEdit(ports, instruction, { pull, ...by });
  const said = { pull, branch: subject.branch, ...by };
  try {
    return await obey(ports, instruction, said);
  } catch (error) {
    // What is wrong with the registry itself is the answer to whoever asks.
    if (error instanceof PedigreeError && error.family === "user") {
      return refuseInstruction(ports, said, refusalOf(error));
    }
    throw error;
  }
}

function obey(
  ports: RegistryPorts,
  instruction: Instruction,
  said: Parameters<typeof annotate>[2],
): Promise<CommandOutcome> {
  switch (instruction.verb) {
    case "override":
      return overrideMove(ports, instruction.words, said);
    case "freeze":
    case "unfreeze":
    case "acknowledge":
      return annotate(ports, { verb: instruction.verb, words: instruction.words }, said);
    case "explain":
      return explainPull(ports, said);
    default: {
      const target = { pull: said.pull.number };
      return requestMove(ports, {
        target,
        ask: instruction,
        requester: said.by,
        by: "comment",
        question: said.question,
      });
    }
  }
}
