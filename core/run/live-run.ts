import { z } from "zod";
import { commitShaSchema, instantSchema, runIdSchema } from "../names.ts";

/** What was said of a run when it began: options by name, as on a command line. */
export const askedSchema = z.strictObject({
  values: z.record(z.string(), z.string()),
  lists: z.record(z.string(), z.array(z.string())),
});
export type Asked = z.infer<typeof askedSchema>;

/** The work tree as it stood when a run began. */
export const begunTreeSchema = z.strictObject({
  commit: commitShaSchema.nullable(),
  dirty: z.boolean(),
  patch: z.string().nullable(),
});
export type BegunTree = z.infer<typeof begunTreeSchema>;

/** A run that has begun and is not recorded yet, as a store keeps it: enough to follow it, and to record what is left of it. */
export const liveRunSchema = z.strictObject({
  id: runIdSchema,
  startedAt: instantSchema,
  /** Where its recorder keeps what it hears. */
  session: z.string().min(1),
  /** Where it was begun. */
  folder: z.string().min(1),
  /** The process that records it at its end; null where somebody has to ask for that. */
  process: z.int().positive().nullable(),
  command: z.string().nullable(),
  /** Absent in what an older version left; so are those that follow until `asked`. */
  experiment: z.string().optional(),
  /** The branch of the checkout; null on none, and outside of git. */
  branch: z.string().nullable().optional(),
  /** The machine of its process: the numbers of processes say nothing on another one. */
  host: z.string().optional(),
  /** What tells its process, or its recorder's, from a later one of the same number; absent where the system did not say. */
  birth: z.string().optional(),
  /** The run whose command began it. */
  within: runIdSchema.optional(),
  asked: askedSchema,
  /** Only in what an older version left: the work tree is kept beside it, where lists need not read it. */
  workTree: begunTreeSchema.nullable().optional(),
});
export type LiveRun = z.infer<typeof liveRunSchema>;

/** Where the process is that records a run, or listens to it. */
export type Presence = "here" | "elsewhere" | "gone";
