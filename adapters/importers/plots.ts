import { z } from "zod";
import { parseWith } from "../../core/parse.ts";
import { type Plot, plotSchema } from "../../core/run/plot.ts";
import { isObject, parseJson } from "./json.ts";

const share = z.number().min(0).max(1);
const rows = <S extends z.ZodRawShape>(shape: S) => z.array(z.object(shape)).max(100_000);
const rocSchema = z.object({ roc: rows({ fpr: share, tpr: share }) });
const recallSchema = z.object({ precision_recall: rows({ precision: share, recall: share }) });
const calibrationSchema = z.object({ calibration: rows({ prob_true: share, prob_pred: share }) });
const samplesSchema = z
  .array(z.object({ actual: z.string().max(250), predicted: z.string().max(250) }))
  .min(1)
  .max(1_000_000);

/**
 * A plot in Pedigree's own form, or as DVCLive writes what scikit-learn computes (`plots/sklearn/*.json`). Undefined for
 * any other JSON. A file that says it is one of ours and is not raises SCHEMA_MISMATCH with the place; text that is no
 * JSON raises FILE_UNREADABLE.
 */
export function importPlot(text: string, subject: string): Plot | undefined {
  const value = parseJson(text, subject);
  if (isObject(value) && typeof value.pedigree === "string") return parseWith(plotSchema, value, subject);
  return importDvcLive(value);
}

function importDvcLive(value: unknown): Plot | undefined {
  const roc = rocSchema.safeParse(value);
  if (roc.success) return { pedigree: "roc", points: roc.data.roc.map(({ fpr, tpr }) => [fpr, tpr]) };
  const recall = recallSchema.safeParse(value);
  if (recall.success) {
    const points = recall.data.precision_recall.map((row): [number, number] => [row.recall, row.precision]);
    return { pedigree: "precision-recall", points };
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

const MAX_CLASSES = 200;

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
