import { z } from "zod";
import { instantSchema, repositoryNameSchema } from "../names.ts";
import { metricNameSchema } from "../run/metric.ts";
import { metricGoalSchema } from "../run/run.ts";
import { liveMarkSchema } from "./live-mark.ts";

const milliseconds = z.number().nonnegative();

/**
 * What a recorder needs to show a job while other steps of it train. It holds the job's token and secrets, so it is handed
 * over through a pipe: it is never part of a file, an argument or an environment.
 */
export const liveOrderSchema = z.strictObject({
  experiment: z.string(),
  leg: z.string().nullable(),
  name: z.string().nullable(),
  startedAt: instantSchema,
  goals: z.record(metricNameSchema, metricGoalSchema),
  /** The page of the workflow run. */
  page: z.string().nullable(),
  /** Where training code writes, and which of it counts. */
  files: z.strictObject({
    workspace: z.string().min(1),
    search: z.boolean(),
    ignore: z.array(z.string()),
    metrics: z.array(z.string()),
    params: z.array(z.string()),
  }),
  /** Values that are never shown. */
  secrets: z.array(z.string()),
  board: z.strictObject({
    token: z.string().min(1),
    /** Addresses of GitHub's API and of its pages. */
    api: z.string().min(1),
    server: z.string().min(1),
    repository: repositoryNameSchema,
    mark: liveMarkSchema,
    /** Whether an earlier attempt of the job may have left a check open. */
    again: z.boolean(),
  }),
  rhythm: z.strictObject({ look: milliseconds, first: milliseconds, between: milliseconds }),
});
export type LiveOrder = z.infer<typeof liveOrderSchema>;
