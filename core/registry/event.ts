import { z } from "zod";
import {
  commitShaSchema,
  instantSchema,
  modelNameSchema,
  runIdSchema,
  sha256Schema,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";
import { accountSchema } from "../people.ts";
import { decisionSchema } from "../policy/decision.ts";
import { factsSchema } from "../policy/facts.ts";
import { reasonSchema } from "../policy/halt.ts";
import { observedCommitSchema } from "../policy/observed-commit.ts";
import { spokenSchema } from "./spoken.ts";

const common = {
  schemaVersion: z.literal(1),
  model: modelNameSchema,
  sequence: z.int().positive(),
  previous: sha256Schema.nullable().meta({ description: "digest of the event before it: a chain per model" }),
  at: instantSchema,
  tip: commitShaSchema.meta({ description: "the registry commit that was read, the landing's first parent" }),
};

/** What let an event happen: the judged pull request and the whole decision with the facts behind it. */
const judged = {
  pull: z.int().positive(),
  head: commitShaSchema.meta({ description: "the head of the pull request that was judged" }),
  decision: decisionSchema,
  facts: factsSchema,
};

export const registeredEventSchema = z
  .strictObject({
    ...common,
    kind: z.literal("registered"),
    version: versionNumberSchema,
    run: runIdSchema,
    stage: stageNameSchema,
    ...judged,
  })
  .meta({ id: "RegisteredEvent" });

const moved = {
  version: versionNumberSchema,
  from: stageNameSchema,
  to: stageNameSchema,
  displaced: z.array(z.strictObject({ version: versionNumberSchema, to: stageNameSchema })),
  requester: accountSchema.nullable(),
  ...judged,
};

export const movedEventSchema = z
  .strictObject({ ...common, kind: z.literal("moved"), ...moved })
  .meta({ id: "MovedEvent", description: "a rollback is one whose decision.move.kind says so" });

/** A move that landed against the decision, which stands in it as it was: who insisted, and why. */
export const overriddenEventSchema = z
  .strictObject({
    ...common,
    kind: z.literal("overridden"),
    ...moved,
    override: z.strictObject({ by: accountSchema, reason: reasonSchema, said: spokenSchema.optional() }),
  })
  .meta({ id: "OverriddenEvent" });
export type Override = z.infer<typeof overriddenEventSchema>["override"];

export const noteSchema = z.enum(["frozen", "unfrozen", "acknowledged"]);
export type Note = z.infer<typeof noteSchema>;

/** Something that people with the right to override said about the whole model. */
export const annotatedEventSchema = z
  .strictObject({
    ...common,
    kind: z.literal("annotated"),
    note: noteSchema,
    by: accountSchema,
    reason: reasonSchema.nullable().meta({ description: "null where none is asked for" }),
    pull: z.int().positive().meta({ description: "the pull request on which it was said" }),
    said: spokenSchema.optional(),
  })
  .meta({ id: "AnnotatedEvent" });

/** Changes of the model's records that no landing made. The App has put back what stood there before. */
export const observedEventSchema = z
  .strictObject({
    ...common,
    kind: z.literal("observed"),
    base: commitShaSchema
      .nullable()
      .meta({ description: "the last landing, whose records were put back; null where there was none" }),
    commits: z.array(observedCommitSchema).min(1).max(1_000),
  })
  .meta({ id: "ObservedEvent" });

/** One entry of a model's log, `log/NNNNNN-KIND.json`. Append-only. */
export const eventSchema = z
  .discriminatedUnion("kind", [
    registeredEventSchema,
    movedEventSchema,
    overriddenEventSchema,
    annotatedEventSchema,
    observedEventSchema,
  ])
  .meta({ id: "Event", title: "Pedigree event", description: "one entry of a model's log" });
export type Event = z.infer<typeof eventSchema>;
/** An event that lets a version enter a stage, with the decision behind it. */
export type DecidedEvent = RegisteredEvent | MovedEvent | OverriddenEvent;
/** An event that says something about the model and moves no version. */
export type NoteEvent = AnnotatedEvent | ObservedEvent;
export type RegisteredEvent = z.infer<typeof registeredEventSchema>;
export type MovedEvent = z.infer<typeof movedEventSchema>;
export type OverriddenEvent = z.infer<typeof overriddenEventSchema>;
export type AnnotatedEvent = z.infer<typeof annotatedEventSchema>;
export type ObservedEvent = z.infer<typeof observedEventSchema>;

export function isDecided(event: Event): event is DecidedEvent {
  return event.kind !== "annotated" && event.kind !== "observed";
}
