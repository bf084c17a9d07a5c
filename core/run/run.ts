import { z } from "zod";
import { dataVersionSchema } from "../data/data-version.ts";
import { MAX_BASE_MODELS } from "../lineage/base-model.ts";
import {
  commitShaSchema,
  instantSchema,
  modelNameSchema,
  repositoryNameSchema,
  runIdSchema,
  sha256Schema,
} from "../names.ts";
import { notebookRecordSchema } from "../notebook/notebook.ts";
import { accountSchema } from "../people.ts";
import { metricNameSchema, metricSummarySchema, metricValueSchema } from "./metric.ts";

// Each is built once: what a schema costs, every run pays at its start.
const text200 = z.string().max(200);
const text512 = z.string().max(512);
const text8192 = z.string().max(8192);
const path = z.string().min(1).max(1024);
const count = z.int().nonnegative();
const positive = z.int().positive();
const tags = z.array(z.string().min(1).max(100)).max(100);

/** Repository by id and by the name it had then. */
export const repositorySchema = z
  .strictObject({ id: positive, fullName: repositoryNameSchema })
  .meta({ id: "Repository" });
export type Repository = z.infer<typeof repositorySchema>;

/** A file of the record: path inside the artifact (or workspace), digest, size. */
export const recordedFileSchema = z
  .strictObject({
    path,
    digest: sha256Schema,
    bytes: count,
    role: z.enum(["model", "artifact", "output", "patch", "curves"]),
  })
  .meta({ id: "RecordedFile" });
export type RecordedFile = z.infer<typeof recordedFileSchema>;

/** A file that was found in the workspace, and which metrics and parameters of the record came from it. */
export const sourceFileSchema = z
  .strictObject({
    path,
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
    tags: tags.optional().meta({ description: "those of a run within the run" }),
  })
  .meta({ id: "SourceFile" });
export type SourceFile = z.infer<typeof sourceFileSchema>;

const sourceSchema = z
  .strictObject({
    repository: repositorySchema.nullable(),
    commit: commitShaSchema.nullable(),
    ref: text512.nullable().meta({ description: "full ref, e.g. refs/heads/main or refs/pull/7/merge" }),
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
    workflow: z.strictObject({ name: text512, path: text512 }),
    runId: positive,
    runNumber: count,
    runAttempt: positive,
    job: z.string().max(255),
    jobId: positive.nullable().meta({ description: "id of the job's check run, where the runner tells it" }),
    pullRequest: positive.nullable(),
    leg: z.string().min(1).max(200).optional().meta({
      description: "values of the job's matrix that tell its run from others of the experiment, e.g. lr=0.1",
    }),
  })
  .meta({ id: "RunTrigger" });

const commandSchema = z
  .strictObject({
    line: text8192.meta({ description: "the command as given, secrets redacted" }),
    exitCode: z.int().nullable(),
    signal: z.string().max(16).nullable(),
    tail: text8192
      .optional()
      .meta({ description: "last lines of the output of a command that did not succeed, secrets redacted" }),
  })
  .meta({ id: "RunCommand" });

const resourcesSchema = z
  .strictObject({
    wallSeconds: z.number().nonnegative().nullable(),
    cpuSeconds: z.number().nonnegative().nullable(),
    peakMemoryBytes: count.nullable(),
  })
  .meta({ id: "RunResources" });

export const environmentSchema = z
  .strictObject({
    os: text200,
    architecture: z.string().max(40),
    cpu: z.strictObject({ model: text200, cores: count }),
    memoryBytes: count,
    gpus: z.array(z.strictObject({ name: text200, memoryBytes: count.nullable() })).max(64),
    container: text200.nullable().meta({ description: "kind of container, e.g. docker, or null" }),
    runtimes: z
      .record(z.string().max(60), text200)
      .meta({ description: "e.g. python → 3.12.4, node → 24.1.0" }),
    packages: z.record(text200, text200).meta({ description: "installed Python packages → version" }),
    lockfiles: z.record(text512, sha256Schema),
    variables: z.record(text200, text8192).meta({ description: "only those the configuration allows" }),
  })
  .meta({ id: "Environment" });
export type Environment = z.infer<typeof environmentSchema>;

/** A parameter is a scalar under a flattened name: `optimizer.lr`. NaN and infinities are kept as text. */
export const paramValueSchema = z.union([text8192, z.number(), z.boolean(), z.null()]);
export type ParamValue = z.infer<typeof paramValueSchema>;

export const metricGoalSchema = z
  .strictObject({
    goal: z.enum(["maximize", "minimize", "none"]),
    tolerance: z
      .union([
        z.number().nonnegative(),
        z.string().regex(/^\d{1,6}(\.\d{1,6})?%$/, "a number, or a share of the reference such as 1%"),
      ])
      .default(0)
      .meta({
        description: "a change of at most this much is neither better nor worse; 1% is of the reference",
      }),
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

const stoppedSchema = z
  .strictObject({
    condition: z
      .string()
      .min(1)
      .max(500)
      .meta({ description: "the rule that ended the run, as it was given" }),
    at: instantSchema,
    step: z.number().nullable().meta({ description: "the greatest step that was reported by then" }),
    values: z
      .record(z.string().min(1).max(500), z.union([metricValueSchema, z.boolean()]))
      .meta({ description: "what the rule read, e.g. best.val_loss → 0.31" }),
    signal: z
      .enum(["SIGTERM", "SIGKILL"])
      .meta({ description: "SIGKILL where the command did not end within the grace period" }),
  })
  .meta({ id: "RunStopped", description: "how a rule ended the training early; that is no failure" });

/** The record of one run, `run.json`. Immutable once finished. */
export const runSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("run"),
    id: runIdSchema,
    experiment: z.string().min(1).max(200),
    name: text200.nullable(),
    notes: z.string().max(20_000).nullable(),
    tags,
    status: z.enum(["finished", "failed", "cancelled"]),
    startedAt: instantSchema,
    finishedAt: instantSchema,
    source: sourceSchema,
    trigger: triggerSchema.nullable(),
    command: commandSchema.nullable(),
    stopped: stoppedSchema.optional(),
    resources: resourcesSchema,
    params: z.record(z.string().min(1).max(250), paramValueSchema),
    metrics: z.record(metricNameSchema, metricSummarySchema),
    goals: z
      .record(metricNameSchema, metricGoalSchema)
      .meta({ description: "from the training repository's configuration" }),
    data: z.array(dataVersionSchema).max(10_000),
    baseModels: z.array(text512.min(1)).max(MAX_BASE_MODELS).optional().meta({
      description:
        "models that training began with, e.g. churn@3; empty for none, and absent where nobody said so",
    }),
    environment: environmentSchema,
    files: z.array(recordedFileSchema).max(10_000),
    sources: z
      .array(sourceFileSchema)
      .max(1000)
      .optional()
      .meta({ description: "files that were found without being named, and what came from each" }),
    notebooks: z
      .array(notebookRecordSchema)
      .max(100)
      .optional()
      .meta({ description: "notebooks that were executed; the code of each is in files, without outputs" }),
    registration: z
      .strictObject({ registry: repositoryNameSchema, model: modelNameSchema })
      .nullable()
      .meta({ description: "asks the App to register this run as a version of the model" }),
    comment: z
      .literal(false)
      .optional()
      .meta({ description: "asks that no comment of a pull request speaks of this run" }),
    warnings: z
      .array(z.string().max(2000))
      .max(1000)
      .meta({ description: "what could not be recorded, and why" }),
  })
  .meta({ id: "Run", title: "Pedigree run", description: "the record of one training or evaluation run" });
export type Run = z.infer<typeof runSchema>;
