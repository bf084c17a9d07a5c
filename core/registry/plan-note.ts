import type { CommitSha } from "../names.ts";
import type { Account } from "../people.ts";
import type { Frozen } from "../policy/halt.ts";
import type { ObservedCommit } from "../policy/observed-commit.ts";
import type { Change } from "../ports/registry-repository.ts";
import type { AnnotatedEvent, Note, NoteEvent, ObservedEvent } from "./event.ts";
import { finishPlan, type LandingPlan } from "./landing-plan.ts";
import type { Refusal } from "./refusal.ts";
import { isSaidAfter, type Spoken } from "./spoken.ts";
import type { Stages } from "./stages.ts";

/** When, and on which tip, a note is made. */
export interface NoteMoment {
  readonly at: string;
  readonly tip: CommitSha;
}

export interface Annotation {
  readonly note: Note;
  readonly by: Account;
  readonly reason: string | null;
  readonly pull: number;
  readonly said: Spoken;
}

/** Why the note makes no sense now; undefined when it does. A model may be frozen again: the reason that was given last counts. */
export function whyNotAnnotate(
  { model, frozen, ungoverned }: Stages,
  { note, said }: Pick<Annotation, "note" | "said">,
): Refusal | undefined {
  const refused = (reason: string, who: string, next: string): Refusal => ({
    code: "MOVE_REFUSED",
    reason,
    who,
    next,
  });
  const nobody = "nobody: there is nothing to do";
  if (note === "frozen") return undefined;
  if (note === "unfrozen") {
    if (frozen === undefined) {
      return refused(
        `${model} is not frozen`,
        nobody,
        "say /explain on its pull request to see what stops it",
      );
    }
    if (isAfter(said, frozen)) return undefined;
    const told = frozen.said?.at ?? frozen.since;
    return refused(
      `${frozen.by.login} has frozen ${model} at ${told}, and this was written before that`,
      "those whom access.override names",
      "read why, and say /unfreeze again if it still holds",
    );
  }
  if (ungoverned !== undefined) return undefined;
  return refused(
    `${model} has no ungoverned change to acknowledge`,
    nobody,
    "say /explain on its pull request to see what stops it",
  );
}

/** Of a model that was frozen before events told the comment only the landing's second is known: what is of the same one is too early. */
function isAfter(said: Spoken, { said: frozen, since }: Frozen): boolean {
  return frozen === undefined ? Date.parse(said.at) > Date.parse(since) : isSaidAfter(said, frozen);
}

/** Freezing, unfreezing and acknowledging: an event and the stages after it. */
export function planAnnotation(
  stages: Stages,
  annotation: Annotation,
  moment: NoteMoment,
): LandingPlan<AnnotatedEvent> {
  const event: AnnotatedEvent = { ...continueChain(stages, moment), kind: "annotated", ...annotation };
  return finishPlan(stages, event, new Map());
}

export interface Observation {
  readonly base: CommitSha | null;
  readonly commits: readonly ObservedCommit[];
  /** What puts back the model's records as they were at `base`. */
  readonly restore: ReadonlyMap<string, Change>;
}

/** An ungoverned change: the event, and what it undoes. `stages` are those of the last landing. */
export function planObservation(
  stages: Stages,
  { base, commits, restore }: Observation,
  moment: NoteMoment,
): LandingPlan<ObservedEvent> {
  const chain = continueChain(stages, moment);
  const event: ObservedEvent = { ...chain, kind: "observed", base, commits: [...commits] };
  return finishPlan(stages, event, restore);
}

function continueChain(
  stages: Stages,
  { at, tip }: NoteMoment,
): Omit<NoteEvent, "kind"> & { schemaVersion: 1 } {
  return {
    schemaVersion: 1,
    model: stages.model,
    sequence: stages.sequence + 1,
    previous: stages.last,
    at,
    tip,
  };
}
