import { z } from "zod";
import { parseWith } from "../../core/parse.ts";
import { pickEvenly } from "../../core/run/even-steps.ts";
import { type Plot, plotSchema } from "../../core/run/plot.ts";
import { isObject, parseJson } from "./json.ts";

const share = z.number().min(0).max(1);
const rows = <S extends z.ZodRawShape>(shape: S) => z.array(z.object(shape)).max(1_000_000);
const rocSchema = z.object({ roc: rows({ fpr: share, tpr: share }) });
const recallSchema = z.object({ precision_recall: rows({ precision: share, recall: share }) });
const calibrationSchema = z.object({ calibration: rows({ prob_true: share, prob_pred: share }) });
const samplesSchema = z
  .array(z.object({ actual: z.string().max(250), predicted: z.string().max(250) }))
  .min(1)
  .max(1_000_000);

/**
 * A plot in Pedigree's own form, as DVCLive writes what scikit-learn computes (`plots/sklearn/*.json`) and what it is given
 * itself (`plots/custom/*.json`), or scikit-learn's own `classification_report(output_dict=True)`. Undefined for any other JSON. A file that says it is one of ours and is not raises SCHEMA_MISMATCH with the place; text that is no
 * JSON raises FILE_UNREADABLE.
 */
export function importPlot(text: string, subject: string): Plot | undefined {
  const value = parseJson(text, subject);
  if (isObject(value) && typeof value.pedigree === "string") return parseWith(plotSchema, value, subject);
  return importDvcLive(value) ?? importReport(value) ?? importDataPoints(value, subject);
}

function importDvcLive(value: unknown): Plot | undefined {
  const roc = rocSchema.safeParse(value);
  if (roc.success) {
    const points = roc.data.roc.map(({ fpr, tpr }): [number, number] => [fpr, tpr]);
    return { pedigree: "roc", points: [...pickEvenly(points, MAX_CURVE)] };
  }
  const recall = recallSchema.safeParse(value);
  if (recall.success) {
    const points = recall.data.precision_recall.map((row): [number, number] => [row.recall, row.precision]);
    return { pedigree: "precision-recall", points: [...pickEvenly(points, MAX_CURVE)] };
  }
  const calibration = calibrationSchema.safeParse(value);
  if (calibration.success) {
    const points = calibration.data.calibration.map((row): [number, number] => [
      row.prob_pred,
      row.prob_true,
    ]);
    return { pedigree: "calibration", points };
  }
  const samples = samplesSchema.safeParse(value);
  return samples.success ? countSamples(samples.data) : undefined;
}

/** A point for each threshold is one for each sample: so many, evenly spaced, are a file that is still shown. */
const MAX_CURVE = 5_000;
const MAX_CLASSES = 200;
const MAX_COLUMNS = 50;

/** DVCLive lists every sample with its actual and predicted class. */
function countSamples(samples: z.infer<typeof samplesSchema>): Plot | undefined {
  const labels = [...new Set(samples.flatMap(({ actual, predicted }) => [actual, predicted]))].sort();
  if (labels.length > MAX_CLASSES) return undefined;
  const index = new Map(labels.map((label, i) => [label, i]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const { actual, predicted } of samples) {
    const row = counts[index.get(actual) ?? 0] ?? [];
    const column = index.get(predicted) ?? 0;
    row[column] = (row[column] ?? 0) + 1;
  }
  return { pedigree: "confusion-matrix", labels, counts };
}

const reportRow = z.strictObject({
  precision: z.number(),
  recall: z.number(),
  "f1-score": z.number(),
  support: z.number().nonnegative(),
});
const reportSchema = z.record(z.string().max(250), z.union([reportRow, z.number()]));

/** `classification_report(output_dict=True)`: a row for each class, for the averages, and the accuracy as a number. */
function importReport(value: unknown): Plot | undefined {
  if (!isObject(value) || !isObject(value["macro avg"])) return undefined;
  const report = reportSchema.safeParse(value);
  if (!report.success) return undefined;
  const rows = Object.entries(report.data).map(([name, row]) =>
    typeof row === "number"
      ? [name, null, null, row, null]
      : [name, row.precision, row.recall, row["f1-score"], row.support],
  );
  const columns = ["class", "precision", "recall", "f1-score", "support"];
  return { pedigree: "table", title: "Classification report", columns, rows };
}

const CUSTOM = /(^|\/)plots\/custom\/[^/]+\.json$/;
const pointsSchema = z
  .array(z.record(z.string().max(250), z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()])))
  .min(1)
  .max(10_000);

/** DVCLive's `log_plot` writes bare points and says elsewhere how to draw them: they are shown as a table. */
function importDataPoints(value: unknown, path: string): Plot | undefined {
  if (!CUSTOM.test(path)) return undefined;
  const points = pointsSchema.safeParse(value);
  if (!points.success) return undefined;
  const columns = [...new Set(points.data.flatMap((point) => Object.keys(point)))];
  if (columns.length === 0 || columns.length > MAX_COLUMNS) return undefined;
  const rows = points.data.map((point) =>
    columns.map((name) => (Object.hasOwn(point, name) ? (point[name] ?? null) : null)),
  );
  return { pedigree: "table", columns, rows };
}
