import { z } from "zod";
import { metricValueSchema } from "./metric.ts";

/** Plots that hold single samples and texts: predictions, generations, the steps of a chain, and small tables. */

export const title = z.string().max(200).optional();
/** A name: of a class, a feature, a column, a step. */
export const label = z.string().max(250);
const text = z.string().max(100_000);
const milliseconds = z.number().nonnegative();
const count = z.int().nonnegative();

const cell = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);
export type PlotCell = z.infer<typeof cell>;

export const predictionsPlot = z.strictObject({
  pedigree: z.literal("predictions"),
  title,
  rows: z
    .array(
      z.strictObject({
        id: z.union([label, z.number()]),
        actual: cell,
        predicted: cell,
        score: z.number().optional().meta({ description: "how sure the model was of what it predicted" }),
      }),
    )
    .max(20_000),
});

export const generationsPlot = z.strictObject({
  pedigree: z.literal("generations"),
  title,
  rows: z
    .array(
      z.strictObject({
        id: z.union([label, z.number()]).optional(),
        prompt: text,
        output: text,
        reference: text.optional(),
        scores: z
          .record(label, metricValueSchema)
          .optional()
          .meta({ description: "name → score, such as rougeL or bleu" }),
        latency_ms: milliseconds.optional(),
        tokens: count.optional(),
      }),
    )
    .max(10_000),
});

export const chainPlot = z.strictObject({
  pedigree: z.literal("chain"),
  title,
  steps: z
    .array(
      z.strictObject({
        name: label,
        id: label.optional(),
        parent: label.optional().meta({ description: "id of the step that called this one" }),
        input: text.optional(),
        output: text.optional(),
        error: text.optional(),
        start_ms: milliseconds.optional().meta({ description: "since the chain began" }),
        duration_ms: milliseconds.optional(),
        tokens: count.optional(),
      }),
    )
    .max(1_000),
});

const MAX_COLUMNS = 50;

export const tablePlot = z
  .strictObject({
    pedigree: z.literal("table"),
    title,
    columns: z.array(label).min(1).max(MAX_COLUMNS),
    rows: z.array(z.array(cell)).max(10_000),
  })
  .refine(
    ({ columns, rows }) => rows.every((row) => row.length === columns.length),
    "as many cells in each row as columns",
  );
