import type { CommitSha } from "../names.ts";
import type { Account } from "../people.ts";
import type { ObservedCommit } from "../policy/observed-commit.ts";
import type { Change } from "../ports/registry-repository.ts";
import type { AnnotatedEvent, Note, NoteEvent, ObservedEvent } from "./event.ts";
import { finishPlan, type LandingPlan } from "./landing-plan.ts";
import type { Refusal } from "./refusal.ts";
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
}

/** Why the note makes no sense now; undefined when it does. */
export function whyNotAnnotate({ model, frozen, ungoverned }: Stages, note: Note): Refusal | undefined {
  const refused = (reason: string, who: string, next: string): Refusal => ({
    code: "MOVE_REFUSED",
    reason,
    who,
    next,
  });
  const nobody = "nobody: there is nothing to do";
  if (note === "frozen") {
    if (frozen === undefined) return undefined;
    const who = "those whom access.override names";
    return refused(
      `${model} is frozen already, by ${frozen.by.login}`,
      who,
      "say /unfreeze first, if the reason has to be another",
    );
  }
  if (note === "unfrozen") {
    if (frozen !== undefined) return undefined;
    return refused(`${model} is not frozen`, nobody, "say /explain on its pull request to see what stops it");
  }
  if (ungoverned !== undefined) return undefined;
  return refused(
    `${model} has no ungoverned change to acknowledge`,
    nobody,
    "say /explain on its pull request to see what stops it",
  );
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
