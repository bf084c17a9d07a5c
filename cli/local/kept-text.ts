import { countVerdicts } from "../../core/report/comparison-table.ts";
import { headline } from "../../core/report/headline.ts";
import { stoppedView } from "../../core/report/stopped-view.ts";
import { durationText } from "../../core/report/time-text.ts";
import type { RunConfig } from "../../core/run/config.ts";
import { secondsOf } from "../../core/run/search-runs.ts";
import { compareKept } from "../../usecases/compare-kept.ts";
import type { RecordedRun } from "../../usecases/record-run.ts";
import { asideOf } from "../text.ts";
import type { LocalRuns } from "./ports.ts";

/** Takes a record into the store, and says how its run stands against the newest of its experiment on the main branch. */
export async function keepAndTell(runs: LocalRuns, recorded: RecordedRun, config: RunConfig) {
  const { run } = recorded;
  const [folder, { defaultBranch }] = await Promise.all([runs.keep(recorded), runs.context([])]);
  const { baseline, comparison } = await compareKept(runs.store, {
    run: { run, version: null },
    reference: null,
    defaultBranch,
    config,
  });
  const against = baseline?.found === true ? baseline.run : null;
  const counts = against === null ? "" : ` ${against.id}: ${countVerdicts(comparison.metrics)}`;
  const standing = `${headline(run, comparison, "the baseline").text}${counts}`;
  const stopped = stoppedView(run.stopped);
  const early = stopped === null ? "" : ` Stopped early${stopped.at}, because ${stopped.condition} was true.`;
  const line = `run ${run.id} ${run.status} after ${durationText(secondsOf(run))}.${early} ${standing}`;
  return {
    json: { run, folder, verdict: comparison.verdict, baseline: against?.id ?? null },
    text: "",
    aside: asideOf([...run.warnings, line]),
  };
}
