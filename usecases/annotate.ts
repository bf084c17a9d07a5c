import { PedigreeError } from "../core/errors.ts";
import { type ModelName, modelNameSchema } from "../core/names.ts";
import type { Statement } from "../core/registry/command.ts";
import type { Note } from "../core/registry/event.ts";
import { planAnnotation, whyNotAnnotate } from "../core/registry/plan-note.ts";
import type { Refusal } from "../core/registry/refusal.ts";
import { commitNote } from "./commit-note.ts";
import { findUngoverned } from "./find-ungoverned.ts";
import { whyNotOverride } from "./may-request.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { readGoverned } from "./read-governed.ts";
import { modelsIn, type RegistryState, readModel } from "./read-registry.ts";
import { answer, refuseInstruction, type Said, whyNoReason } from "./refuse-instruction.ts";

export interface NoteStatement {
  readonly verb: Exclude<Statement["verb"], "override">;
  readonly words: string;
}

const NOTES: Readonly<Record<NoteStatement["verb"], Note>> = {
  freeze: "frozen",
  unfreeze: "unfrozen",
  acknowledge: "acknowledged",
};

const MAX_ATTEMPTS = 5;

/** Nobody can acknowledge what nobody has seen yet. */
const UNSEEN: Refusal = {
  code: "MOVE_REFUSED",
  reason: "another ungoverned change has just been found",
  who: "whoever said it",
  next: "look into it, the model's log names its commits, and say it again",
};

/**
 * Freezes or unfreezes a model, or acknowledges its ungoverned changes: an event by somebody with the right to
 * override. Whoever loses the race for the branch reads and judges everything again.
 */
export async function annotate(
  ports: RegistryPorts,
  statement: NoteStatement,
  said: Said,
): Promise<CommandOutcome> {
  const unseen = statement.verb === "acknowledge" && (await hasUnseenChange(ports));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const state = await readGoverned(ports);
    const denied = await whyNotOverride(ports, state.policy, said.by);
    if (denied !== undefined) return refuseInstruction(ports, said, denied);
    const { model, reason } = subjectOf(statement, state, said);
    const { stages } = await readModel(ports, state.tree, model);
    const note = NOTES[statement.verb];
    const problem =
      (unseen ? UNSEEN : undefined) ??
      whyNotAnnotate(stages, note) ??
      (note === "unfrozen" && reason === null ? undefined : whyNoReason(reason ?? ""));
    if (problem !== undefined) return refuseInstruction(ports, said, problem);
    const annotation = { note, by: said.by, reason, pull: said.pull.number };
    const plan = planAnnotation(stages, annotation, { at: ports.clock.now(), tip: state.tip });
    const commit = await commitNote(ports, state.tip, plan);
    if (!(await ports.repository.advance(commit))) continue;
    await answer(ports, said, { kind: "noted", note, title: model, reason });
    return { kind: "noted", model, note, commit };
  }
  throw new PedigreeError("REMOTE_UNAVAILABLE", "other landings were always faster", {
    subject: `pull request #${said.pull.number}`,
    remedy: "say it again",
  });
}

async function hasUnseenChange(ports: RegistryPorts): Promise<boolean> {
  const { models } = await findUngoverned(ports, await ports.repository.tip());
  return models.size > 0;
}

/** `/freeze churn REASON` is about churn wherever it is said, if the registry has a model of that name. */
function subjectOf(
  { verb, words }: NoteStatement,
  { tree }: RegistryState,
  { branch }: Said,
): { readonly model: ModelName; readonly reason: string | null } {
  const [first = "", ...rest] = words.split(/[ \t]+/);
  const named = modelNameSchema.safeParse(first);
  const isModel = verb !== "acknowledge" && named.success && modelsIn(tree).includes(named.data);
  const reason = isModel ? rest.join(" ") : words;
  return { model: isModel ? named.data : branch.model, reason: reason === "" ? null : reason };
}
