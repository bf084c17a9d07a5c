import { compareRuns } from "../core/compare/compare-runs.ts";
import type { BaselineSource } from "../core/ports/baseline.ts";
import type { LastGoodRun } from "../core/report/comparison-report.ts";
import { seriesOf } from "../core/run/artifact-name.ts";
import type { Curves } from "../core/run/metric.ts";
import type { Run } from "../core/run/run.ts";

export interface LastGoodQuestion {
  readonly run: Run;
  readonly curves: Curves;
  /** The branch whose newest run the run is compared with anyway; null where something else is. */
  readonly compared: string | null;
}

/**
 * What changed since the last run of the same branch that finished: it tells more of a failure than the baseline does. Null
 * for a run that finished, and where there is none. One request to list, and what one record takes to read.
 */
export async function lastGoodRun(
  source: BaselineSource,
  { run, curves, compared }: LastGoodQuestion,
): Promise<LastGoodRun | null> {
  const { branch } = run.source;
  if (run.status === "finished" || branch === null || branch === compared) return null;
  const good = await source.newest({
    series: seriesOf(run),
    branch,
    except: run.id,
    workflowRun: run.trigger?.runId ?? null,
  });
  if (!good.found) return null;
  return { branch, run: good.run, comparison: compareRuns(run, good.run, { curves }) };
}
