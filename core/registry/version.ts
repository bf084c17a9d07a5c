import { z } from "zod";
import {
  commitShaSchema,
  instantSchema,
  modelNameSchema,
  runIdSchema,
  sha256Schema,
  versionNumberSchema,
} from "../names.ts";
import { accountSchema } from "../people.ts";
import { metricValueSchema } from "../run/metric.ts";
import { recordedFileSchema, repositorySchema } from "../run/run.ts";

/** Where a version's run was seen to come from, as GitHub itself says (never as the run says). */
export const provenanceSchema = z
  .strictObject({
    repository: repositorySchema,
    workflow: z.string().max(512).meta({ description: "path of the workflow file" }),
    runId: z.int().positive(),
    runAttempt: z.int().positive(),
    event: z.string().max(64),
    branch: z.string().max(255),
    commit: commitShaSchema,
    actor: accountSchema.nullable().meta({ description: "who triggered the run: the trainer" }),
    otherActors: z.array(accountSchema.nullable()).min(1).max(10).optional().meta({
      description: "who else started an attempt of the run; null for those who are not known",
    }),
    startedAt: instantSchema
      .optional()
      .meta({ description: "when the workflow run began; versions from before it was kept have none" }),
    artifact: z.strictObject({
      id: z.int().positive(),
      name: z.string().max(512),
      digest: sha256Schema,
      bytes: z.int().nonnegative(),
    }),
  })
  .meta({ id: "Provenance" });
export type Provenance = z.infer<typeof provenanceSchema>;

/** `models/NAME/versions/N/version.json`: the immutable record of a version. */
export const versionSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("version"),
    model: modelNameSchema,
    version: versionNumberSchema,
    run: z.strictObject({
      id: runIdSchema,
      digest: sha256Schema.meta({ description: "digest of run.json beside it" }),
    }),
    provenance: provenanceSchema,
    files: z
      .array(recordedFileSchema)
      .max(10_000)
      .meta({ description: "the model's files inside the run's artifact" }),
    baseline: z
      .strictObject({ run: runIdSchema, metrics: z.record(z.string(), metricValueSchema) })
      .nullable()
      .optional()
      .meta({
        description:
          "the newest finished run on the baseline branch before this one, as it was found at registration; null for none, and not told where it could not be read",
      }),
    createdAt: instantSchema,
  })
  .meta({
    id: "Version",
    title: "Pedigree model version",
    description: "the immutable record of a model version",
  });
export type Version = z.infer<typeof versionSchema>;
