import { z } from "zod";
import { blobShaSchema, commitShaSchema, instantSchema, sha256Schema } from "../names.ts";
import { editDecisionSchema } from "../policy/edit-decision.ts";
import { editFactsSchema } from "../policy/edit-facts.ts";

/**
 * One entry of the registry's own log, `log/NNNNNN-edited.json`: people's edit, who approved it and what it changed. It
 * lands in the same commit as the edit.
 */
export const editEventSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("edited"),
    sequence: z.int().positive(),
    previous: sha256Schema
      .nullable()
      .meta({ description: "digest of the event before it: a chain of the registry's own" }),
    at: instantSchema,
    tip: commitShaSchema.meta({
      description: "the registry commit that was read, the landing's first parent",
    }),
    head: commitShaSchema.meta({ description: "the head of the pull request, the landing's second parent" }),
    pull: z.int().positive(),
    paths: z
      .array(
        z.strictObject({
          path: z.string(),
          before: blobShaSchema.nullable().meta({ description: "null where the edit added the file" }),
          after: blobShaSchema.nullable().meta({ description: "null where the edit removed the file" }),
        }),
      )
      .min(1),
    decision: editDecisionSchema,
    facts: editFactsSchema,
  })
  .meta({
    id: "EditEvent",
    title: "Pedigree event of an edit",
    description: "one entry of the registry's log",
  });
export type EditEvent = z.infer<typeof editEventSchema>;
