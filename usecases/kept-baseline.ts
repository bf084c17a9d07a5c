import { describeDiverged, divergedMetrics } from "../core/compare/diverged.ts";
import { isRepeat, mayRepeat } from "../core/compare/repeats.ts";
import type { RunId } from "../core/names.ts";
import {
  type Baseline,
  type BaselineQuery,
  type BaselineSource,
  type FoundBaseline,
  MAX_PASSED_OVER,
  type Repeats,
} from "../core/ports/baseline.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import { isSameSeries, seriesOf } from "../core/run/artifact-name.ts";
import type { Curves } from "../core/run/metric.ts";
import type { Run } from "../core/run/run.ts";
import type { RunSummary } from "../core/run/run-summary.ts";
import { requireRun } from "./find-kept.ts";

export interface KeptQuestion {
  /** The run that is compared: what it was better than began before it. */
  readonly run: Run;
  /** Parameters that may differ between repeats of one run. */
  readonly varying: readonly string[];
}

/** Finds runs to compare one with among those that are kept on a machine. A run without a branch is on the branch "". */
export function keptBaselines(store: RunStore, question: KeptQuestion): BaselineSource {
  return {
    newest: async (query) => await findNewest(store, question, query),
    named: async (name) => {
      const run = name.kind === "run" ? await store.get(name.id) : undefined;
      if (run === undefined) return { found: false, reason: "not-found", notes: [] };
      return await found(store, run, { history: [], notes: [] });
    },
    notebook: async ({ run }, path) => await store.notebook(run.id, path),
    repeats: async ({ of }) => await findRepeats(store, of, question.varying),
  };
}

async function findNewest(
  store: RunStore,
  { run, varying }: KeptQuestion,
  query: BaselineQuery,
): Promise<Baseline> {
  const { series, branch, except, history = 0, goals = {} } = query;
  const { runs, notes } = await store.list();
  const own = runs.filter(
    (one) =>
      isSameSeries(seriesOf(one), series) &&
      one.id !== except &&
      (one.source.branch ?? "") === branch &&
      Date.parse(one.startedAt) < Date.parse(run.startedAt),
  );
  const finished = own.filter(({ status }) => status === "finished");
  const past: Run[] = [];
  const diverged: { readonly run: Run; readonly note: string }[] = [];
  for (const one of finished) {
    if (past.length >= Math.max(1, history)) break;
    const whole = await requireRun(store, one);
    // A run is no better or worse than itself with another seed: the two belong to one mean.
    if (run.status === "finished" && varying.length > 0 && isRepeat(run, whole, varying)) continue;
    const metrics = past.length === 0 ? divergedMetrics(whole, goals) : [];
    if (metrics.length === 0) past.push(whole);
    else diverged.push({ run: whole, note: describeDiverged(whole, metrics) });
    if (diverged.length === MAX_PASSED_OVER && past.length === 0) break;
  }
  const others = past.length > 0 ? diverged.map(({ note }) => note) : [];
  const chosen = past.length > 0 ? past : diverged.map((one) => one.run);
  const [newest] = chosen;
  if (newest !== undefined) {
    const told = [...notes, ...others];
    const kept = chosen.slice(0, history);
    const historyCurves = query.historyCurves === true ? await curvesOfAll(store, kept, told) : undefined;
    return await found(store, newest, {
      history: kept,
      ...(historyCurves && { historyCurves }),
      notes: told,
    });
  }
  const isUnfinished = finished.length === 0 && own.length > 0;
  return { found: false, reason: isUnfinished ? "unfinished" : "no-run", notes };
}

/** More records than these are not read for one mean. */
const MAX_REPEATS = 100;

async function findRepeats(store: RunStore, of: Run, varying: readonly string[]): Promise<Repeats> {
  const { runs } = await store.list();
  const possible = runs.filter(
    (one) => isSameSeries(seriesOf(one), seriesOf(of)) && mayRepeat(of, one, varying),
  );
  const read = await Promise.all(possible.slice(0, MAX_REPEATS).map((one) => requireRun(store, one)));
  const repeats = read.filter((one) => isRepeat(of, one, varying));
  const finished = repeats.filter(({ status }) => status === "finished");
  const notes: string[] = [];
  const unfinished = repeats.length - finished.length;
  // A mean over those that came through looks better than the training is.
  if (unfinished > 0)
    notes.push(`repeats: ${unfinished} of ${repeats.length} other runs did not finish and do not count`);
  if (possible.length > MAX_REPEATS)
    notes.push(`repeats: only the newest ${MAX_REPEATS} of ${possible.length} runs were read`);
  return { runs: finished, curves: await curvesOfAll(store, finished, notes), notes };
}

async function curvesOfAll(
  store: RunStore,
  runs: readonly Run[],
  notes: string[],
): Promise<ReadonlyMap<RunId, Curves>> {
  const curves = new Map<RunId, Curves>();
  for (const one of runs) curves.set(one.id, await keptCurves(store, one, notes));
  return curves;
}

async function found(
  store: RunStore,
  run: Run,
  { notes, ...more }: Pick<FoundBaseline, "history" | "historyCurves" | "notes">,
): Promise<Baseline> {
  const told = [...notes];
  const curves = await keptCurves(store, run, told);
  return { found: true, run, curves, artifact: null, ...more, notes: told };
}

/** Empty where they cannot be read, which is noted: curves only draw a chart. */
export async function keptCurves(
  store: Pick<RunStore, "curves">,
  { id }: Pick<RunSummary, "id">,
  notes: string[],
): Promise<Curves> {
  try {
    return await store.curves(id);
  } catch (error) {
    notes.push(`curves of ${id}: ${error instanceof Error ? error.message : "unreadable"}`);
    return new Map();
  }
}
