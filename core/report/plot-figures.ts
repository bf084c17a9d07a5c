import type { NamedPlot, Plot } from "../run/plot.ts";
import type { Figure } from "./figure.ts";
import { foreignColumn } from "./figure.ts";
import { chainFigures } from "./figures/chain.ts";
import { generationFigures } from "./figures/generations.ts";
import { gradientFigures } from "./figures/gradients.ts";
import { histogramFigures } from "./figures/histogram.ts";
import { importanceFigures, shapFigures } from "./figures/importance.ts";
import { predictionFigures } from "./figures/predictions.ts";
import { rateFigures } from "./figures/rates.ts";
import { residualFigures } from "./figures/residuals.ts";

/** What kind of plot it is, in own words. */
export const PLOT_KINDS: Readonly<Record<Plot["pedigree"], string>> = {
  "confusion-matrix": "Confusion matrix",
  roc: "ROC curve",
  "precision-recall": "Precision and recall",
  calibration: "Calibration",
  "feature-importance": "Feature importance",
  "shap-summary": "SHAP values",
  residuals: "Residuals",
  histogram: "Histogram",
  "gradient-norms": "Gradient norms",
  predictions: "Predictions",
  generations: "Generations",
  chain: "Chain",
  table: "Table",
};

/** What a plot is called: its title, or its path where it has none, or one without a letter. */
export function plotName({ path, plot }: NamedPlot): string {
  const { title = "" } = plot;
  return title.trim() === "" ? path : title;
}

/** The figures of a plot; none where it has nothing to show, such as a curve of one point. */
export function plotFigures(plot: Plot): readonly Figure[] {
  switch (plot.pedigree) {
    case "confusion-matrix":
      return [{ shape: "matrix", labels: plot.labels, counts: plot.counts }];
    case "roc":
    case "precision-recall":
    case "calibration":
      return rateFigures(plot);
    case "feature-importance":
      return importanceFigures(plot);
    case "shap-summary":
      return shapFigures(plot);
    case "residuals":
      return residualFigures(plot);
    case "histogram":
      return histogramFigures(plot);
    case "gradient-norms":
      return gradientFigures(plot);
    case "predictions":
      return predictionFigures(plot);
    case "generations":
      return generationFigures(plot);
    case "chain":
      return chainFigures(plot);
    case "table":
      return plot.rows.length === 0
        ? []
        : [{ shape: "table", columns: plot.columns.map(foreignColumn), rows: plot.rows, notes: [] }];
  }
}
