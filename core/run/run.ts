import { z } from "zod";
import { dataVersionSchema } from "../data/data-version.ts";
import {
  commitShaSchema,
  instantSchema,
  modelNameSchema,
  repositoryNameSchema,
  runIdSchema,
  sha256Schema,
} from "../names.ts";
import { accountSchema } from "../people.ts";
import { metricNameSchema, metricSummarySchema } from "./metric.ts";

/** Repository by id and by the name it had then. */
export const repositorySchema = z
  .strictObject({ id: z.int().positive(), fullName: repositoryNameSchema })
  .meta({ id: "Repository" });
export type Repository = z.infer<typeof repositorySchema>;

/** A file of the record: path inside the artifact (or workspace), digest, size. */
export const recordedFileSchema = z
  .strictObject({
    path: z.string().min(1).max(1024),
    digest: sha256Schema,
    bytes: z.int().nonnegative(),
    role: z.enum(["model", "artifact", "output", "patch", "curves"]),
  })
  .meta({ id: "RecordedFile" });
export type RecordedFile = z.infer<typeof recordedFileSchema>;

/** A file that was found in the workspace, and which metrics and parameters of the record came from it. */
export const sourceFileSchema = z
  .strictObject({
    path: z.string().min(1).max(1024),
    format: z.string().min(1).max(60).meta({ description: "who wrote it, e.g. tensorboard" }),
    partial: z
      .boolean()
      .meta({ description: "whether it ends within a record or could not be read to its end" }),
    metrics: z.array(metricNameSchema).max(10_000),
    params: z.array(z.string().min(1).max(250)).max(10_000),
    nested: z
      .literal(true)
      .optional()
      .meta({ description: "whether it tells of a run within the run, such as one trial of a sweep" }),
  })
  .meta({ id: "SourceFile" });
export type SourceFile = z.infer<typeof sourceFileSchema>;

const sourceSchema = z
  .strictObject({
    repository: repositorySchema.nullable(),
    commit: commitShaSchema.nullable(),
    ref: z
      .string()
      .max(512)
      .nullable()
      .meta({ description: "full ref, e.g. refs/heads/main or refs/pull/7/merge" }),
    branch: z
      .string()
      .max(255)
      .nullable()
      .meta({ description: "the branch the work is on: head branch of a pull request" }),
    headCommit: commitShaSchema
      .nullable()
      .meta({ description: "head of the pull request, where commit is a merge of it" }),
    dirty: z
      .boolean()
      .meta({ description: "whether the work tree differed from the commit; the patch is in files" }),
  })
  .meta({ id: "RunSource" });

const triggerSchema = z
  .strictObject({
    event: z.string().max(64),
    actor: accountSchema.nullable(),
    workflow: z.strictObject({ name: z.string().max(512), path: z.string().max(512) }),
    runId: z.int().positive(),
    runNumber: z.int().nonnegative(),
    runAttempt: z.int().positive(),
    job: z.string().max(255),
    jobId: z
      .int()
      .positive()
      .nullable()
      .meta({ description: "id of the job's check run, where the runner tells it" }),
    pullRequest: z.int().positive().nullable(),
  })
  .meta({ id: "RunTrigger" });

const commandSchema = z
  .strictObject({
    line: z.string().max(8192).meta({ description: "the command as given, secrets redacted" }),
    exitCode: z.int().nullable(),
    signal: z.string().max(16).nullable(),
  })
  .meta({ id: "RunCommand" });

const resourcesSchema = z
  .strictObject({
    wallSeconds: z.number().nonnegative().nullable(),
    cpuSeconds: z.number().nonnegative().nullable(),
    peakMemoryBytes: z.int().nonnegative().nullable(),
  })
  .meta({ id: "RunResources" });

export const environmentSchema = z
  .strictObject({
    os: z.string().max(200),
    architecture: z.string().max(40),
    cpu: z.strictObject({ model: z.string().max(200), cores: z.int().nonnegative() }),
    memoryBytes: z.int().nonnegative(),
    gpus: z
      .array(z.strictObject({ name: z.string().max(200), memoryBytes: z.int().nonnegative().nullable() }))
      .max(64),
    container: z
      .string()
      .max(200)
      .nullable()
      .meta({ description: "kind of container, e.g. docker, or null" }),
    runtimes: z
      .record(z.string().max(60), z.string().max(200))
      .meta({ description: "e.g. python → 3.12.4, node → 24.1.0" }),
    packages: z
      .record(z.string().max(200), z.string().max(200))
      .meta({ description: "installed Python packages → version" }),
    lockfiles: z.record(z.string().max(512), sha256Schema),
    variables: z
      .record(z.string().max(200), z.string().max(8192))
      .meta({ description: "only those the configuration allows" }),
  })
  .meta({ id: "Environment" });
export type Environment = z.infer<typeof environmentSchema>;

/** A parameter is a scalar under a flattened name: `optimizer.lr`. NaN and infinities are kept as text. */
export const paramValueSchema = z.union([z.string().max(8192), z.number(), z.boolean(), z.null()]);
export type ParamValue = z.infer<typeof paramValueSchema>;

export const metricGoalSchema = z
  .strictObject({
    goal: z.enum(["maximize", "minimize", "none"]),
    tolerance: z
      .number()
      .nonnegative()
      .default(0)
      .meta({ description: "a change of at most this much is neither better nor worse" }),
    take: z
      .union([
        z.enum(["last", "best", "min", "max"]),
        z
          .templateLiteral(["step:", z.int().nonnegative()])
          .describe("the value at this step, or the last one before it"),
      ])
      .optional()
      .meta({ description: "which value of the curve is compared; the last one by default" }),
  })
  .meta({ id: "MetricGoal" });
export type MetricGoal = z.infer<typeof metricGoalSchema>;

/** The record of one run, `run.json`. Immutable once finished. */
export const runSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("run"),
    id: runIdSchema,
    experiment: z.string().min(1).max(200),
    name: z.string().max(200).nullable(),
    notes: z.string().max(20_000).nullable(),
    tags: z.array(z.string().min(1).max(100)).max(100),
    status: z.enum(["finished", "failed", "cancelled"]),
    startedAt: instantSchema,
    finishedAt: instantSchema,
    source: sourceSchema,
    trigger: triggerSchema.nullable(),
    command: commandSchema.nullable(),
    resources: resourcesSchema,
    params: z.record(z.string().min(1).max(250), paramValueSchema),
    metrics: z.record(metricNameSchema, metricSummarySchema),
    goals: z
      .record(metricNameSchema, metricGoalSchema)
      .meta({ description: "from the training repository's configuration" }),
    data: z.array(dataVersionSchema).max(10_000),
    environment: environmentSchema,
    files: z.array(recordedFileSchema).max(10_000),
    sources: z
      .array(sourceFileSchema)
      .max(1000)
      .optional()
      .meta({ description: "files that were found without being named, and what came from each" }),
    registration: z
      .strictObject({ registry: repositoryNameSchema, model: modelNameSchema })
      .nullable()
      .meta({ description: "asks the App to register this run as a version of the model" }),
    warnings: z
      .array(z.string().max(2000))
      .max(1000)
      .meta({ description: "what could not be recorded, and why" }),
  })
  .meta({ id: "Run", title: "Pedigree run", description: "the record of one training or evaluation run" });
export type Run = z.infer<typeof runSchema>;
