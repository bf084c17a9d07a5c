import type { Comparison } from "../../core/compare/comparison.ts";
import { describeGate, type Gate } from "../../core/compare/gate.ts";
import { countVerdicts } from "../../core/report/comparison-table.ts";
import { headline } from "../../core/report/headline.ts";
import { stoppedView } from "../../core/report/stopped-view.ts";
import { durationText } from "../../core/report/time-text.ts";
import type { RunConfig } from "../../core/run/config.ts";
import type { Run } from "../../core/run/run.ts";
import { secondsOf } from "../../core/run/search-runs.ts";
import { compareKept } from "../../usecases/compare-kept.ts";
import type { RecordedRun } from "../../usecases/record-run.ts";
import { asideOf } from "../text.ts";
import type { LocalRuns } from "./ports.ts";

interface Judging {
  readonly config: RunConfig;
  readonly gate: Gate;
}

type Store = Pick<LocalRuns, "keep" | "context" | "store" | "plots">;

/**
 * Takes a record into the store, and says how its run stands against the newest of its experiment on the main branch. The
 * status is 1 where the gate did not pass.
 */
export async function keepAndTell(runs: Store, recorded: RecordedRun, { config, gate }: Judging) {
  const { run } = recorded;
  const [folder, { defaultBranch }] = await Promise.all([runs.keep(recorded), runs.context([])]);
  const compared = { run: { run, version: null }, reference: null, defaultBranch, config, gate };
  const report = await compareKept(runs.store, compared);
  const { baseline, comparison } = report;
  const { warnings } = await runs.plots(folder, run.files);
  const against = baseline?.found === true ? baseline.run.id : null;
  const stopped = stoppedView(run.stopped);
  const early = stopped === null ? "" : ` Stopped early${stopped.at}, because ${stopped.condition} was true.`;
  const standing = standingText(run, comparison, against);
  const line = `run ${run.id} ${run.status} after ${durationText(secondsOf(run))}.${early} ${standing}`;
  const shut = describeGate(report.gate);
  return {
    json: { run, folder, verdict: comparison.verdict, baseline: against, gate: report.gate },
    text: "",
    aside: asideOf([...run.warnings, ...warnings, line, ...shut]),
    status: shut.length > 0 ? 1 : 0,
  };
}

/** How a run stands against its baseline, as a sentence of its own; `against` is the baseline's id, null without one. */
export function standingText(run: Run, comparison: Comparison, against: string | null): string {
  if (against === null) return "Recorded; there is no baseline to compare with yet";
  const counts = countVerdicts(comparison.metrics);
  if (comparison.verdict === "failed")
    return counts === ""
      ? `It did not finish; the baseline is ${against}`
      : `It did not finish; against the baseline ${against}: ${counts}`;
  if (!comparison.metrics.some(({ judged }) => judged))
    return `Compared with the baseline ${against}: ${counts === "" ? "" : `${counts}; `}no metric has a goal, so none is judged`;
  const standing = `${headline(run, comparison, "the baseline").text} ${against}`;
  return counts === "" ? standing : `${standing}: ${counts}`;
}
