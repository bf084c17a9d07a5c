import { z } from "zod";

const MAX_CLASSES = 200;
const MAX_POINTS = 100_000;
const MAX_FEATURES = 10_000;

const label = z.string().max(250);
const share = z.number().min(0).max(1);
const points = z.array(z.tuple([share, share])).max(MAX_POINTS);
const title = z.string().max(200).optional();

/**
 * What a training step may leave for people to look at, as one small JSON file each: `docs/charts.md`. The key `pedigree`
 * says what it is, so that no other JSON file is taken for one.
 */
export const plotSchema = z
  .discriminatedUnion("pedigree", [
    z
      .strictObject({
        pedigree: z.literal("confusion-matrix"),
        title,
        labels: z.array(label).min(1).max(MAX_CLASSES),
        counts: z
          .array(z.array(z.number().nonnegative()))
          .meta({ description: "a row for each actual class, in it a number for each predicted class" }),
      })
      .refine(
        ({ labels, counts }) =>
          counts.length === labels.length && counts.every((row) => row.length === labels.length),
        "as many rows and columns as labels",
      ),
    z.strictObject({
      pedigree: z.literal("roc"),
      title,
      points: points.meta({ description: "pairs of false positive rate and true positive rate" }),
    }),
    z.strictObject({
      pedigree: z.literal("precision-recall"),
      title,
      points: points.meta({ description: "pairs of recall and precision" }),
    }),
    z.strictObject({
      pedigree: z.literal("calibration"),
      title,
      points: points.meta({ description: "pairs of predicted probability and observed frequency" }),
    }),
    z.strictObject({
      pedigree: z.literal("feature-importance"),
      title,
      features: z.array(z.strictObject({ name: label, value: z.number() })).max(MAX_FEATURES),
    }),
  ])
  .meta({
    id: "Plot",
    title: "Pedigree plot",
    description: "something to look at beside the metrics of a run",
  });
export type Plot = z.infer<typeof plotSchema>;

/** A plot and the file that it is from. */
export interface NamedPlot {
  readonly path: string;
  readonly plot: Plot;
}
