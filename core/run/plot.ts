import { z } from "zod";
import { metricValueSchema } from "./metric.ts";
import { chainPlot, generationsPlot, label, predictionsPlot, tablePlot, title } from "./plot-samples.ts";

const MAX_CLASSES = 200;
/** As many entries as a list of any document may have: of more wrong ones the complaints would fill the memory. */
const MAX_POINTS = 20_000;
const MAX_FEATURES = 10_000;
const MAX_BINS = 1_000;
const MAX_LAYERS = 1_000;

const share = z.number().min(0).max(1);
const points = z.array(z.tuple([share, share])).max(MAX_POINTS);

const confusionMatrix = z
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
  );

const roc = z.strictObject({
  pedigree: z.literal("roc"),
  title,
  points: points.meta({ description: "pairs of false positive rate and true positive rate" }),
});

const precisionRecall = z.strictObject({
  pedigree: z.literal("precision-recall"),
  title,
  points: points.meta({ description: "pairs of recall and precision" }),
});

const calibration = z.strictObject({
  pedigree: z.literal("calibration"),
  title,
  points: points.meta({ description: "pairs of predicted probability and observed frequency" }),
});

const featureImportance = z.strictObject({
  pedigree: z.literal("feature-importance"),
  title,
  features: z.array(z.strictObject({ name: label, value: z.number() })).max(MAX_FEATURES),
});

const shapSummary = z.strictObject({
  pedigree: z.literal("shap-summary"),
  title,
  features: z
    .array(
      z.strictObject({
        name: label,
        value: z.number().nonnegative().meta({ description: "mean of the absolute SHAP values" }),
        direction: z.number().min(-1).max(1).optional().meta({
          description:
            "correlation of the feature with its SHAP value: whether larger values push up or down",
        }),
      }),
    )
    .max(MAX_FEATURES),
});

const residuals = z.strictObject({
  pedigree: z.literal("residuals"),
  title,
  points: z
    .array(z.tuple([z.number(), z.number()]))
    .max(MAX_POINTS)
    .meta({ description: "pairs of actual and predicted value" }),
});

const histogram = z.strictObject({
  pedigree: z.literal("histogram"),
  title,
  histograms: z
    .array(
      z
        .strictObject({
          step: z.number().optional(),
          edges: z
            .array(z.number())
            .min(2)
            .max(MAX_BINS + 1)
            .meta({ description: "ascending edges of the bins, one more than there are counts" }),
          counts: z.array(z.number().nonnegative()).min(1).max(MAX_BINS),
        })
        .refine(({ edges, counts }) => edges.length === counts.length + 1, "one edge more than counts")
        .refine(({ edges }) => edges.every((edge, i) => edge >= (edges[i - 1] ?? edge)), "ascending edges"),
    )
    .max(10_000)
    .meta({ description: "one histogram, or one for each step of a training" }),
});

const gradientNorms = z.strictObject({
  pedigree: z.literal("gradient-norms"),
  title,
  layers: z
    .array(
      z.strictObject({
        name: label,
        points: z
          .array(z.tuple([z.number(), metricValueSchema]))
          .max(MAX_POINTS)
          .meta({ description: "pairs of step and norm" }),
      }),
    )
    .max(MAX_LAYERS),
});

/**
 * What a training step may leave for people to look at, as one small JSON file each: `docs/charts.md`. The key `pedigree`
 * says what it is, so that no other JSON file is taken for one.
 */
export const plotSchema = z
  .discriminatedUnion("pedigree", [
    confusionMatrix,
    roc,
    precisionRecall,
    calibration,
    featureImportance,
    shapSummary,
    residuals,
    histogram,
    gradientNorms,
    predictionsPlot,
    generationsPlot,
    chainPlot,
    tablePlot,
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
