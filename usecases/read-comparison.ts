import type { CompareContext } from "../core/compare/compare-metrics.ts";
import { compareRuns } from "../core/compare/compare-runs.ts";
import { type CompareTo, formatCompareTo } from "../core/compare/compare-to.ts";
import type { Comparison, Verdict } from "../core/compare/comparison.ts";
import { type Gate, type GateResult, judgeGate } from "../core/compare/gate.ts";
import { repeatsOf } from "../core/compare/repeats.ts";
import { type ModelName, stageNameSchema } from "../core/names.ts";
import type { Notebook } from "../core/notebook/notebook.ts";
import type { Baseline, BaselineSource, FoundBaseline, Repeats } from "../core/ports/baseline.ts";
import type { Holder, HolderSource } from "../core/ports/holder.ts";
import type { LastGoodRun, ProductionInput, ReportInput } from "../core/report/comparison-report.ts";
import { isSameSeries, seriesOf } from "../core/run/artifact-name.ts";
import type { RunConfig } from "../core/run/config.ts";
import { wholeCurves } from "../core/run/curve-thinning.ts";
import type { Curves } from "../core/run/metric.ts";
import type { NamedPlot } from "../core/run/plot.ts";
import type { Run } from "../core/run/run.ts";
import { lastGoodRun } from "./last-good-run.ts";
import { namedVersion } from "./named-version.ts";
import { readNotebookCode } from "./notebook-code.ts";

/** A port that is null switches its part off: no comparison with a baseline, no holder. */
export interface ComparisonPorts {
  readonly baseline: BaselineSource | null;
  readonly holder: HolderSource | null;
}

export interface ComparisonRequest {
  readonly run: Run;
  readonly curves: Curves;
  /** Whether points of the curves may have been left out, so that a long one tells no value at a step. */
  readonly thinned?: boolean;
  readonly baselineBranch: string;
  /** What to compare with in place of the newest run of the baseline branch. */
  readonly compareTo?: CompareTo | null;
  /** The registry in which a version that `compareTo` names is looked for, `owner/name`; null or absent for none. */
  readonly registry?: string | null;
  /** How much to read beside the baseline; nothing when left out. */
  readonly compare?: RunConfig["compare"];
  /** The code of a notebook that the run executed; left out, only the number of changed cells is told. */
  readonly notebook?: (path: string) => Promise<Notebook | undefined>;
  /** What the run left to look at; nothing when left out. */
  readonly plots?: readonly NamedPlot[];
  /** Which metrics must not regress; none when left out. */
  readonly gate?: Gate;
  /** The model whose holder of production is compared, null for none. */
  readonly registration: { readonly registry: string; readonly model: ModelName } | null;
  readonly links: CompareLinks;
  /** Set where somebody else's workflow recorded the run: the report says so. */
  readonly fork?: ReportInput["fork"];
}

export interface CompareLinks {
  /** `https://github.com`, or the server of an enterprise. */
  readonly server: string;
  /** The page of the workflow run, null outside of Actions. */
  readonly run: string | null;
  /** The page of the run's artifact, null when it was not uploaded. */
  readonly artifact: string | null;
}

export interface ReadComparison {
  readonly comparison: Comparison;
  readonly gate: GateResult;
  /** How many runs of the same workflow run repeat this one. */
  readonly repeats: number;
  /** What a report is made of, with the notes as they are by then. */
  readonly report: () => ReportInput;
}

const PRODUCTION = stageNameSchema.parse("production");

/**
 * Reads what a run is compared with, and compares. Trouble of a port is added to the notes and is never raised: a training
 * job must not fail over its comparison.
 */
export async function readComparison(
  ports: ComparisonPorts,
  request: ComparisonRequest,
  notes: string[],
): Promise<ReadComparison> {
  const [baseline, holder, own] = await Promise.all([
    readBaseline(ports, request, notes),
    readHolder(ports.holder, request, notes),
    readRepeats(ports.baseline, request, { of: request.run, notes }),
  ]);
  const reference = baseline?.found === true ? baseline : null;
  const context = await referenceContext(ports.baseline, request, { reference, notes });
  const areOne =
    reference !== null && areRepeats([request.run, ...own.runs], [reference.run, ...context.repeats.runs]);
  if (areOne) notes.push(ONE_GROUP);
  const repeats = areOne ? NO_REPEATS : own;
  const before = areOne ? { ...context, repeats: NO_REPEATS } : context;
  const noise = {
    history: reference?.history ?? [],
    ...(reference?.historyCurves && { historyCurves: reference.historyCurves }),
  };
  const production = productionOf(holder, request, { repeats: own, noise });
  const comparison = compareRuns(request.run, reference?.run ?? null, {
    curves: request.thinned === true ? keptWhole(request.run, request.curves) : request.curves,
    repeats: repeats.runs,
    repeatCurves: new Map([...(repeats.curves ?? []), ...(before.repeats.curves ?? [])]),
    bootstrap: request.compare?.test === "bootstrap",
    referenceCurves: before.curves,
    referenceRepeats: before.repeats.runs,
    ...noise,
  });
  const named = (request.compareTo ?? null) !== null;
  const lastGood = await readLastGood(ports.baseline, request, { named, notes });
  const commits = await countCommits(ports.baseline, lastGood?.comparison ?? comparison);
  const notebooks = await readNotebookCode(ports.baseline, request, { comparison, reference, notes });
  const gate = judgeGate(request.gate ?? false, { run: request.run, comparison, baseline, named });
  const report = (): ReportInput => ({
    ...request,
    baselineBranch: nameOfReference(request),
    named,
    comparison,
    baseline,
    production,
    lastGood,
    notebooks,
    repeats: { own: curvesOf(repeats), reference: curvesOf(before.repeats) },
    commits,
    notes,
    gate,
    plots: request.plots ?? [],
  });
  return { comparison, gate, repeats: repeats.runs.length, report };
}

const ONE_GROUP = "repeats: the two runs repeat one another, and are compared one by one";

/** Whether two groups of repeats are one: then the mean of each would hold the other one's runs. */
function areRepeats(a: readonly Run[], b: readonly Run[]): boolean {
  const ids = new Set(a.map(({ id }) => id));
  return b.some(({ id }) => ids.has(id)) && (a.length > 1 || b.length > 1);
}

function nameOfReference({ compareTo, baselineBranch }: ComparisonRequest): string {
  if (compareTo === null || compareTo === undefined) return baselineBranch;
  return compareTo.kind === "branch" ? compareTo.branch : formatCompareTo(compareTo);
}

async function readBaseline(
  { baseline: source, holder }: ComparisonPorts,
  request: ComparisonRequest,
  notes: string[],
) {
  if (source === null) return null;
  const { run, compareTo = null } = request;
  const unavailable: Baseline = { found: false, reason: "unavailable", notes: [] };
  const newest = () =>
    source.newest({
      series: seriesOf(run),
      branch: nameOfReference(request),
      except: run.id,
      workflowRun: run.trigger?.runId ?? null,
      history: request.compare?.history ?? 0,
      historyCurves: needsCurves(run),
      goals: run.goals,
    });
  const ask = () => {
    if (compareTo === null || compareTo.kind === "branch") return newest();
    if (compareTo.kind === "version") return namedVersion(holder, compareTo.reference);
    return source.named(compareTo, seriesOf(run));
  };
  const baseline = await attempt("baseline", notes, {
    ask,
    otherwise: compareTo?.kind === "version" ? REGISTRY_UNAVAILABLE : unavailable,
  });
  notes.push(...baseline.notes);
  return baseline;
}

const REGISTRY_UNAVAILABLE: Baseline = { found: false, reason: "registry-unavailable", notes: [] };

/** Of a version one run is kept, and of a long curve as much as draws it. */
async function referenceContext(
  source: BaselineSource | null,
  request: ComparisonRequest,
  { reference, notes }: { readonly reference: FoundBaseline | null; readonly notes: string[] },
): Promise<{ readonly curves: Curves; readonly repeats: SameRuns }> {
  if (reference === null) return { curves: new Map(), repeats: NO_REPEATS };
  const { run, curves, version } = reference;
  if (version !== undefined) return { curves: keptWhole(run, curves), repeats: NO_REPEATS };
  return { curves, repeats: await readRepeats(source, request, { of: run, notes }) };
}

/** Runs that repeat another one, and the curves of those that have some. */
type SameRuns = Pick<Repeats, "runs" | "curves">;
const NO_REPEATS: SameRuns = { runs: [] };

function curvesOf({ runs, curves }: SameRuns): readonly Curves[] {
  return runs.flatMap(({ id }) => curves?.get(id) ?? []);
}

async function readLastGood(
  source: BaselineSource | null,
  { run, curves, baselineBranch }: ComparisonRequest,
  { named, notes }: { readonly named: boolean; readonly notes: string[] },
): Promise<LastGoodRun | null> {
  if (source === null) return null;
  const ask = () => lastGoodRun(source, { run, curves, compared: named ? null : baselineBranch });
  return await attempt<LastGoodRun | null>("last good run", notes, { ask, otherwise: null });
}

/** Verdicts over which people ask what changed: only then is it worth a request. */
const ASKED: ReadonlySet<Verdict> = new Set(["worse", "mixed", "failed"]);

async function countCommits(
  source: BaselineSource | null,
  { verdict, code: { reference, commit } }: Comparison,
): Promise<number | null> {
  const known = reference !== null && commit !== null && reference !== commit;
  return known && ASKED.has(verdict) ? ((await source?.commits?.(reference, commit)) ?? null) : null;
}

/** Runs that repeat one, where the configuration says how repeats differ; that costs requests, and so is asked for. */
async function readRepeats(
  source: BaselineSource | null,
  { compare }: ComparisonRequest,
  { of, notes }: { readonly of: Run; readonly notes: string[] },
): Promise<SameRuns> {
  const varying = compare?.repeats ?? [];
  if (source === null || varying.length === 0) return NO_REPEATS;
  const ask = () => source.repeats({ of });
  const read = await attempt<Repeats>("repeats", notes, { ask, otherwise: { runs: [], notes: [] } });
  notes.push(...read.notes);
  return { ...read, runs: repeatsOf(of, read.runs, varying) };
}

async function readHolder(
  source: HolderSource | null,
  { run, registration, compareTo }: ComparisonRequest,
  notes: string[],
): Promise<Holder | null> {
  if (source === null || registration === null || isHolder(registration.model, compareTo)) return null;
  const { model } = registration;
  const unavailable: Holder = { found: false, reason: "unavailable" };
  const reference = { model, which: { kind: "stage", stage: PRODUCTION } } as const;
  const ask = () => source.find(reference, { curves: needsCurves(run) });
  return await attempt("holder of production", notes, { ask, otherwise: unavailable });
}

/** Whether the holder of production is what the run is compared with anyway. */
function isHolder(model: ModelName, compareTo: CompareTo | null | undefined): boolean {
  return compareTo?.kind === "version" && formatCompareTo(compareTo) === `${model}@${PRODUCTION}`;
}

/** Only a value at a step needs the curve, which is one more request, or more of each record. */
export function needsCurves({ goals }: Run): boolean {
  return Object.values(goals).some(({ take }) => take?.startsWith("step:") === true);
}

/**
 * Repeats of this run make its mean surer against the holder, too; of the holder one run is kept. The noise of the branch is
 * that of a training, so it holds for any two runs of the series: for those of another one nothing is known of it.
 */
function productionOf(
  holder: Holder | null,
  { run, curves, registration, compare }: ComparisonRequest,
  { repeats, noise }: { readonly repeats: SameRuns; readonly noise: CompareContext },
): ProductionInput | null {
  if (holder === null || registration === null) return null;
  if (!holder.found) return { model: registration.model, holder, comparison: null };
  const { runs, curves: repeatCurves = new Map() } = repeats;
  const comparison = compareRuns(run, holder.run, {
    curves,
    repeats: runs,
    repeatCurves,
    referenceCurves: keptWhole(holder.run, holder.curves ?? new Map()),
    bootstrap: compare?.test === "bootstrap",
    ...(isSameSeries(seriesOf(run), seriesOf(holder.run)) ? noise : {}),
  });
  return { model: registration.model, holder, comparison };
}

/** Those of a version's curves that tell a value at a step. */
export function keptWhole({ metrics }: Run, curves: Curves): Curves {
  return wholeCurves(curves, (name) => (Object.hasOwn(metrics, name) ? (metrics[name]?.count ?? 0) : 0));
}

/** Asks a port; trouble becomes a note and the answer that stands for it. */
export async function attempt<T>(
  what: string,
  notes: string[],
  { ask, otherwise }: { readonly ask: () => Promise<T>; readonly otherwise: T },
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown trouble";
    notes.push(`${what}: ${reason}`);
    return otherwise;
  }
}
