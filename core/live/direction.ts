import type { MetricGoal } from "../run/run.ts";

export type Direction = "maximize" | "minimize";

/** Words of which everybody knows what is better. A word counts where it stands alone: `val_loss`, `test/F1`. */
const WORDS: Readonly<Record<Direction, ReadonlySet<string>>> = {
  minimize: new Set(
    "loss losses logloss error err rmse mse mae mape rmsle perplexity ppl wer cer nll brier".split(" "),
  ),
  maximize: new Set(
    "acc accuracy auc auroc auprc f1 precision recall ndcg bleu rouge iou miou dice r2 kappa mcc".split(" "),
  ),
};

/** `neg_log_loss` of scikit-learn is better when it is larger, the loss of negative samples when it is smaller. */
const DOUBTFUL: ReadonlySet<string> = new Set(["neg", "negative", "negated", "minus"]);

/**
 * Whether more of a metric is better: what the configuration says, or else what its name says beyond doubt. Null where
 * neither does, and where the configuration says `none`.
 */
export function directionOf(metric: string, goals: Readonly<Record<string, MetricGoal>>): Direction | null {
  const goal = goals[metric]?.goal;
  if (goal !== undefined) return goal === "none" ? null : goal;
  const words = metric.toLowerCase().split(/[^a-z0-9]+/);
  if (words.some((word) => DOUBTFUL.has(word))) return null;
  const says = (direction: Direction) => words.some((word) => WORDS[direction].has(word));
  const [less, more] = [says("minimize"), says("maximize")];
  if (less === more) return null;
  return less ? "minimize" : "maximize";
}
