import { z } from "zod";
import {
  modelNameSchema,
  runIdSchema,
  sha256Schema,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";
import { frozenSchema, ungovernedSchema } from "../policy/halt.ts";

/**
 * `models/NAME/stages.json`: the fold of the model's log. A version stands in exactly one stage, so `holders`
 * is derived from `versions` and written beside it only for readers.
 */
export const stagesSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("stages"),
    model: modelNameSchema,
    sequence: z.int().nonnegative().meta({ description: "number of the last event" }),
    last: sha256Schema.nullable().meta({ description: "digest of the last event, null before the first" }),
    versions: z.record(
      z.string().regex(/^[1-9][0-9]*$/),
      z.strictObject({
        stage: stageNameSchema,
        since: z.string().meta({ description: "when it entered this stage" }),
        run: runIdSchema,
        pull: z.int().positive().meta({ description: "the version's pull request, its home" }),
      }),
    ),
    holders: z.record(stageNameSchema, z.array(versionNumberSchema)),
    former: z
      .record(stageNameSchema, z.array(versionNumberSchema).min(1))
      .optional()
      .meta({ description: "displaced holders to which a rollback may go back, the last one at the end" }),
    frozen: frozenSchema.optional(),
    ungoverned: ungovernedSchema.optional(),
  })
  .meta({ id: "Stages", title: "Pedigree stages", description: "who holds which stage of a model" });
export type Stages = z.infer<typeof stagesSchema>;
