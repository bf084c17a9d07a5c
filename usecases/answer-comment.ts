import { PedigreeError } from "../core/errors.ts";
import type { Account } from "../core/people.ts";
import type { Question } from "../core/registry/answer-mark.ts";
import {
  findMisspelling,
  type Instruction,
  isMove,
  type Misspelling,
  parseCommands,
} from "../core/registry/command.ts";
import { misspellingRefusal } from "../core/registry/misspelling.ts";
import { refusalOf } from "../core/registry/refusal.ts";
import { annotate } from "./annotate.ts";
import { answerOnEdit } from "./answer-on-edit.ts";
import { explainPull } from "./explain-pull.ts";
import type { CommandOutcome } from "./outcomes.ts";
import { overrideMove } from "./override-move.ts";
import type { RegistryPorts } from "./ports.ts";
import { readModel, readRegistry, requireStanding } from "./read-registry.ts";
import { recognise } from "./recognise.ts";
import { refuseInstruction, type Said } from "./refuse-instruction.ts";
import { requestMove } from "./request-move.ts";

/** A newly created comment. Edited comments never come here: their author may not be their editor. */
export interface Comment {
  readonly pull: number;
  readonly body: string;
  readonly sender: Account;
  /** Which one, and when it was written. The answer names it: a delivery may come again after its answer was written. */
  readonly question: Question;
}

/**
 * Does what the first command of a comment asks for, and answers with another comment, once. Where none can be understood,
 * the answer to one that was meant is its right form.
 */
export async function answerComment(ports: RegistryPorts, comment: Comment): Promise<CommandOutcome> {
  const [instruction = findMisspelling(comment.body)] = parseCommands(comment.body);
  if (instruction === undefined) return { kind: "nothing", reason: "no command" };
  if (comment.sender.bot) return { kind: "nothing", reason: "a bot wrote it" };
  const { sender, question } = comment;
  if (await ports.pulls.isAnswered(comment.pull, question)) {
    return { kind: "nothing", reason: "it is answered already" };
  }
  const pull = await ports.pulls.get(comment.pull);
  const subject = await recognise(ports, pull);
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
  instruction: Instruction | Misspelling,
  said: Said,
): Promise<CommandOutcome> {
  if ("typed" in instruction) return correct(ports, instruction, said);
  if (isMove(instruction) && said.branch.kind !== "register") return sendHome(ports, said);
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

async function correct(ports: RegistryPorts, wrong: Misspelling, said: Said): Promise<CommandOutcome> {
  const { policy } = await readRegistry(ports);
  const stages = policy.stages.map(({ name }) => name);
  return refuseInstruction(ports, said, misspellingRefusal(wrong, stages));
}

/** A move is asked for on the version's pull request, not on that of another move. */
async function sendHome(ports: RegistryPorts, said: Said): Promise<CommandOutcome> {
  const { tree } = await readRegistry(ports);
  const { model, version } = said.branch;
  const { stages } = await readModel(ports, tree, model);
  const home = requireStanding(stages, version).pull;
  return refuseInstruction(ports, said, {
    code: "MOVE_REFUSED",
    reason: "it is a move already; moves are asked for on the pull request of the version",
    who: "whoever may ask for moves",
    next: `say it on #${home}`,
  });
}
