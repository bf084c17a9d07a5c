import type { Plot } from "../../run/plot.ts";
import { drawable } from "../curve-points.ts";
import { type LinesFigure, ownLine, type Point } from "../figure.ts";

export type RatePlot = Extract<Plot, { readonly pedigree: "roc" | "precision-recall" | "calibration" }>;

const AXES: Readonly<Record<RatePlot["pedigree"], { readonly x: string; readonly y: string }>> = {
  roc: { x: "false positive rate", y: "true positive rate" },
  "precision-recall": { x: "recall", y: "precision" },
  calibration: { x: "predicted probability", y: "observed frequency" },
};

/** The diagonal is a guess for a ROC curve, and perfection for calibration. */
const WITH_DIAGONAL: ReadonlySet<Plot["pedigree"]> = new Set(["roc", "calibration"]);

/** A curve of two rates; nothing where it has not two places to draw. */
export function rateFigures({ pedigree, points }: RatePlot): readonly LinesFigure[] {
  const own = drawable(points.map(([step, value]) => ({ step, time: null, value })));
  const [from, to] = [own[0]?.step, own.at(-1)?.step];
  if (from === undefined || to === undefined || from === to) return [];
  // As the file has them: where a ROC curve rises straight up, an image shows it, and only a chart over even places cannot.
  const ordered = points.toSorted((a, b) => a[0] - b[0]);
  const diagonal: readonly Point[] = [
    [from, from],
    [to, to],
  ];
  const lines = [ownLine("this run", ordered)];
  return [
    {
      shape: "lines",
      ...AXES[pedigree],
      range: [0, 1],
      lines: WITH_DIAGONAL.has(pedigree) ? [...lines, ownLine("diagonal", diagonal)] : lines,
      bands: [],
      notes: [],
    },
  ];
}
