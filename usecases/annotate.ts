import { PedigreeError } from "../core/errors.ts";
import { type ModelName, modelNameSchema } from "../core/names.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import type { Statement } from "../core/registry/command.ts";
import type { Note } from "../core/registry/event.ts";
import { type Annotation, planAnnotation, whyNotAnnotate } from "../core/registry/plan-note.ts";
import type { Refusal } from "../core/registry/refusal.ts";
import { whyTooLate } from "../core/registry/spoken.ts";
import type { Stages } from "../core/registry/stages.ts";
import { commitNote } from "./commit-note.ts";
import { findUngoverned } from "./find-ungoverned.ts";
import { whyNotOverride } from "./may-request.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { isNotedAlready, newestObserved } from "./read-events.ts";
import { readGoverned } from "./read-governed.ts";
import { modelsIn, type RegistryState, readModel } from "./read-registry.ts";
import { answer, refuseInstruction, type Said, spokenIn, whyNoReason } from "./refuse-instruction.ts";

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
  reason:
    "another ungoverned change has just been found, and nobody can acknowledge what nobody has seen yet",
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
  const seen = statement.verb === "acknowledge" ? await lastSeen(ports, said.branch.model) : undefined;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const state = await readGoverned(ports);
    const denied = await whyNotOverride(ports, state.policy, said.by);
    if (denied !== undefined) return refuseInstruction(ports, said, denied);
    const { model, reason } = subjectOf(statement, state, said);
    const { stages } = await readModel(ports, state.tree, model);
    const note = NOTES[statement.verb];
    const annotation = { note, by: said.by, reason, pull: said.pull.number, said: spokenIn(said) };
    if (await isNotedAlready(ports, state.tree, { model, ...annotation })) {
      await answer(ports, said, { kind: "noted", note, title: model, reason });
      return { kind: "nothing", reason: "it has landed already" };
    }
    const problem = await whyNot(ports, annotation, { stages, tree: state.tree, seen });
    if (problem !== undefined) return refuseInstruction(ports, said, problem);
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

/** What is looked at before a note: where the model stands, and what whoever acknowledges can have seen of it. */
interface Scene {
  readonly stages: Stages;
  readonly tree: Tree;
  readonly seen: number | undefined;
}

async function whyNot(
  ports: RegistryPorts,
  annotation: Annotation,
  { stages, tree, seen }: Scene,
): Promise<Refusal | undefined> {
  const { note, reason, said } = annotation;
  // Freezing opens nothing, so it holds however late it is heard.
  const late = note === "frozen" ? undefined : whyTooLate(said, ports.clock.now());
  const problem = late ?? whyNotAnnotate(stages, annotation);
  if (problem !== undefined) return problem;
  if (note === "acknowledged") {
    const observed = await newestObserved(ports, tree, stages.model);
    // Both moments are GitHub's and whole seconds. What was observed in the very second of the comment counts as unseen, for
    // nobody looks into a change within a second; between an event's moment and its landing lie a few, in which this errs for
    // whoever wrote: they are told apart only where the change was not there yet at the first look.
    if (observed === undefined || observed.sequence !== seen) return UNSEEN;
    if (Date.parse(observed.at) >= Date.parse(said.at)) return UNSEEN;
  }
  return note === "unfrozen" && reason === null ? undefined : whyNoReason(reason ?? "");
}

/**
 * Number of the newest ungoverned change in the model's log when the comment is first looked at, 0 for none: only what is there
 * by then can be acknowledged. Undefined where one is found that is not even in the log.
 */
async function lastSeen(ports: RegistryPorts, model: ModelName): Promise<number | undefined> {
  const tip = await ports.repository.tip();
  const { models } = await findUngoverned(ports, tip);
  if (models.has(model)) return undefined;
  return (await newestObserved(ports, await ports.repository.tree(tip), model))?.sequence ?? 0;
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
