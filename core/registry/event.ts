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

const common = {
  schemaVersion: z.literal(1),
  model: modelNameSchema,
  sequence: z.int().positive(),
  previous: sha256Schema.nullable().meta({ description: "digest of the event before it: a chain per model" }),
  at: instantSchema,
};

/** What let an event happen: the judged pull request and the whole decision with the facts behind it. */
const landed = {
  pull: z.int().positive(),
  head: commitShaSchema.meta({ description: "the head of the pull request that was judged" }),
  tip: commitShaSchema.meta({ description: "the registry commit whose policy and stages were judged" }),
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
    ...landed,
  })
  .meta({ id: "RegisteredEvent" });

export const movedEventSchema = z
  .strictObject({
    ...common,
    kind: z.literal("moved"),
    version: versionNumberSchema,
    from: stageNameSchema,
    to: stageNameSchema,
    displaced: z.array(z.strictObject({ version: versionNumberSchema, to: stageNameSchema })),
    requester: accountSchema.nullable(),
    ...landed,
  })
  .meta({ id: "MovedEvent" });

/** One entry of a model's log, `log/NNNNNN-KIND.json`. Append-only. */
export const eventSchema = z
  .discriminatedUnion("kind", [registeredEventSchema, movedEventSchema])
  .meta({ id: "Event", title: "Pedigree event", description: "one entry of a model's log" });
export type Event = z.infer<typeof eventSchema>;
export type RegisteredEvent = z.infer<typeof registeredEventSchema>;
export type MovedEvent = z.infer<typeof movedEventSchema>;
