import type { Comparison, MetricChange, Verdict } from "../compare/comparison.ts";
import type { BaselineAbsence } from "../ports/baseline.ts";
import type { HolderAbsence } from "../ports/holder.ts";
import type { Run } from "../run/run.ts";

/** The one plain line that says it all. Made of fixed words and counts only, never of text from outside. */
export interface Headline {
  readonly icon: string;
  readonly text: string;
}

export type Against = "the baseline" | "the named run" | "the named version" | "production";

/** What a run is worth against one reference. */
export function headline(run: Run, comparison: Comparison, against: Against): Headline {
  const { verdict, metrics } = comparison;
  if (verdict === "failed") {
    return { icon: "🛑", text: run.status === "cancelled" ? "The run was cancelled" : "The run failed" };
  }
  return verdict === "same" ? sameLine(metrics, against) : verdictLine(verdict, against);
}

function verdictLine(verdict: Exclude<Verdict, "failed" | "same">, against: Against): Headline {
  switch (verdict) {
    case "better":
      return { icon: "✅", text: `Better than ${against}` };
    case "worse":
      return { icon: "❌", text: `Worse than ${against}` };
    case "mixed":
      return { icon: "🟡", text: `Better and worse than ${against}` };
    case "none":
      return { icon: "🆕", text: "Recorded; there is no baseline to compare with yet" };
  }
}

/** That a test finds no difference is no evidence that there is none: only a tolerance says what is as good. Nor are two that diverged. */
function sameLine(metrics: readonly MetricChange[], against: Against): Headline {
  const judged = metrics.filter((metric) => metric.judged);
  if (judged.length === 0)
    return { icon: "ℹ️", text: `Compared with ${against}; no metric has a goal, so none is judged` };
  if (judged.every(({ verdict }) => verdict === "new"))
    return { icon: "ℹ️", text: `Compared with ${against}, which has none of the metrics with a goal` };
  return judged.some(({ verdict, value }) => verdict === "noise" || typeof value === "string")
    ? { icon: "〰️", text: `Not told apart from ${against}` }
    : { icon: "🟰", text: `As good as ${against}` };
}

/** Why there is no baseline; the branch's name is put after it by the template. */
export const BASELINE_ABSENT: Readonly<Record<BaselineAbsence, string>> = {
  "no-run": "No baseline: this experiment has no run yet on branch",
  expired: "No baseline: GitHub has deleted the records (artifacts expire) of the runs on branch",
  unfinished: "No baseline: the newest runs did not finish on branch",
  unreadable: "No baseline: the newest runs could not be read on branch",
  unavailable: "No baseline: GitHub could not be asked for the runs on branch",
  "not-found": "Not compared: there is no such run or artifact",
  gone: "Not compared: GitHub has deleted the record (artifacts expire) of run or artifact",
  "no-registry": "Not compared: neither the input nor the configuration names the registry of",
  "no-model": "Not compared: the registry has no such model",
  "no-version": "Not compared: the model has no such version",
  "no-holder": "Not compared: no version of the model is in this stage",
  "registry-unreadable": "Not compared: the registry's record could not be read of",
  "registry-unavailable": "Not compared: the registry could not be asked for",
};

/** Why there is no comparison with production. */
export const HOLDER_ABSENT: Readonly<Record<HolderAbsence, string>> = {
  "no-model": "Not compared with production: the registry has no version yet of model",
  "no-version": "Not compared with production: the registry has no such version of model",
  "no-holder": "Not compared with production: no version is there yet of model",
  unreadable: "Not compared with production: the registry's record could not be read of model",
  unavailable: "Not compared with production: the registry could not be asked about model",
};
