import { z } from "zod";
import { MAX_HISTORY } from "../compare/noise.ts";
import { modelNameSchema, repositoryNameSchema } from "../names.ts";
import { metricNameSchema } from "./metric.ts";
import { metricGoalSchema } from "./run.ts";

/**
 * `.github/pedigree.yml` of a training repository: what the Action cannot see by itself. Every field may be left
 * out, and so may the file.
 */
export const runConfigSchema = z
  .strictObject({
    schemaVersion: z.literal(1).default(1),
    metrics: z
      .record(metricNameSchema, metricGoalSchema)
      .default({})
      .meta({ description: "metric → whether more or less is better, and which change does not matter" }),
    baseline: z
      .strictObject({
        branch: z
          .string()
          .min(1)
          .max(255)
          .meta({ description: "the branch whose newest run is the baseline" }),
      })
      .optional(),
    compare: z
      .strictObject({
        history: z.int().min(0).max(MAX_HISTORY).default(0).meta({
          description:
            "how many runs of the baseline branch to learn the noise from, 4 or more: fewer tell nothing; each costs one request",
        }),
        repeats: z.array(z.string().min(1).max(250)).max(10).default([]).meta({
          description:
            "parameters that may differ between repeats of one run, such as seed; legs of a matrix too",
        }),
        test: z.enum(["welch", "bootstrap"]).optional().meta({
          description:
            "how repeats are tested; bootstrap for values that are far from normal, welch by default",
        }),
      })
      .default({ history: 0, repeats: [] }),
    gate: z
      .union([z.boolean(), z.array(metricNameSchema).min(1).max(1000)])
      .default(false)
      .meta({ description: "fail the step when a metric regresses: true for all with a goal, or a list" }),
    environment: z
      .strictObject({
        variables: z
          .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable"))
          .max(100)
          .default([])
          .meta({ description: "environment variables to record; no other is" }),
      })
      .default({ variables: [] }),
    ignore: z
      .array(z.string().min(1).max(500))
      .max(100)
      .default([])
      .meta({ description: "paths or patterns to leave out of data, artifacts and model" }),
    registry: repositoryNameSchema.optional().meta({ description: "the registry repository, owner/name" }),
    model: modelNameSchema.optional().meta({ description: "the model that `register: true` means" }),
  })
  .meta({
    id: "RunConfig",
    title: "Pedigree in a training repository",
    description: "optional settings of the Action, .github/pedigree.yml",
  });
type ReadConfig = z.infer<typeof runConfigSchema>;
/** `gate` is `unknown` where there is a configuration that cannot be read: it may ask for one. */
export type RunConfig = Omit<ReadConfig, "gate"> & { readonly gate: ReadConfig["gate"] | "unknown" };
