import type { Plot } from "../../run/plot.ts";
import { type Cell, ownColumn, type TableFigure } from "../figure.ts";

type Row = Extract<Plot, { readonly pedigree: "predictions" }>["rows"][number];

/**
 * Single predictions, the ones to look at first: mistakes by how sure the model was of them, or, for numbers without a score,
 * by how far they miss. What is right comes after, the least sure first.
 */
export function predictionFigures({
  rows,
}: Extract<Plot, { readonly pedigree: "predictions" }>): readonly TableFigure[] {
  if (rows.length === 0) return [];
  const scored = rows.some(({ score }) => score !== undefined);
  const numbers = !scored && rows.every(isNumeric);
  const ordered = numbers ? rows.toSorted((a, b) => missOf(b) - missOf(a)) : rows.toSorted(byConfidence);
  const wrong = rows.filter(isWrong).length;
  const cells = ordered.map(({ id, actual, predicted, score }): readonly Cell[] =>
    scored ? [id, actual, predicted, score ?? null] : [id, actual, predicted],
  );
  const note = numbers
    ? `${rows.length} samples, the largest error first.`
    : `${wrong} of ${rows.length} samples are wrong${scored ? "; the most confident mistakes first" : ""}.`;
  const columns = ["Sample", "Actual", "Predicted", ...(scored ? ["Score"] : [])].map(ownColumn);
  return [{ shape: "table", columns, rows: cells, notes: [note] }];
}

function isNumeric({ actual, predicted }: Row): boolean {
  return typeof actual === "number" && typeof predicted === "number";
}

function missOf({ actual, predicted }: Row): number {
  return typeof actual === "number" && typeof predicted === "number" ? Math.abs(predicted - actual) : 0;
}

function isWrong({ actual, predicted }: Row): boolean {
  return actual !== predicted;
}

function byConfidence(a: Row, b: Row): number {
  const order = Number(isWrong(b)) - Number(isWrong(a));
  if (order !== 0) return order;
  const difference = (b.score ?? 0) - (a.score ?? 0);
  return isWrong(a) ? difference : -difference;
}
