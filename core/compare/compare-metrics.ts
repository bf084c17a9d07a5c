import type { RunId } from "../names.ts";
import type { Curves, MetricValue } from "../run/metric.ts";
import { decodeMetric } from "../run/metric.ts";
import type { MetricGoal, Run } from "../run/run.ts";
import { asidesOf } from "./asides.ts";
import type { MetricChange, MetricPartKind, MetricVerdict, Verdict } from "./comparison.ts";
import { isRepeat, parseMetricPart } from "./metric-name.ts";
import { type NoiseBand, noiseBand } from "./noise.ts";
import type { Sample } from "./sample.ts";
import { CONFIDENCE, describeSample, type TestResult, testDifference } from "./samples.ts";
import { type Draw, seededDraw } from "./seeded-random.ts";
import { type Reading, type Side, sideOf } from "./side.ts";
import { toleranceOf } from "./tolerance.ts";

/** What is known beside the two runs. Everything may be left out, and costs no more than what it would have told. */
export interface CompareContext {
  readonly curves?: Curves;
  readonly referenceCurves?: Curves;
  /** Other runs that repeat the candidate, or the reference. */
  readonly repeats?: readonly Run[];
  readonly referenceRepeats?: readonly Run[];
  /** Curves of the repeats of either side, by the ids of the runs. */
  readonly repeatCurves?: ReadonlyMap<RunId, Curves>;
  /** Finished runs of the baseline branch, newest first and the reference among them: they tell the noise. */
  readonly history?: readonly Run[];
  /** Curves of those, by the ids of the runs: without them nothing is known of the noise at a step. */
  readonly historyCurves?: ReadonlyMap<RunId, Curves>;
  /** Where both sides were repeated often enough, test by resampling in place of Welch's test. */
  readonly bootstrap?: boolean;
}

const NO_GOAL: MetricGoal = { goal: "none", tolerance: 0 };

/** A change this small against the values is rounding: 0.905 - 0.9 must not exceed a tolerance of 0.005. */
const ROUNDING = 1e-12;

/** Compares the metrics of either run by the candidate's goals, as `context` lets it. Those that are judged come first. */
export function compareMetrics(
  candidate: Run,
  reference: Run,
  context: CompareContext = {},
): readonly MetricChange[] {
  const { repeatCurves } = context;
  const now = sideOf({ run: candidate, curves: context.curves, repeats: context.repeats, repeatCurves });
  const before = sideOf({
    repeatCurves,
    run: reference,
    curves: context.referenceCurves,
    repeats: context.referenceRepeats,
  });
  const history = (context.history ?? []).map((run) =>
    sideOf({ run, curves: context.historyCurves?.get(run.id) }),
  );
  const goals = new Map([...Object.entries(reference.goals), ...Object.entries(candidate.goals)]);
  const names = new Set([...now.names, ...before.names]);
  const draw = context.bootstrap === true ? drawFor([candidate, reference], context) : undefined;
  const asides = new Set([...asidesOf(candidate).metrics, ...asidesOf(reference).metrics]);
  const sides = { now, before, history, draw, asides };
  return Array.from(names, (name) => compareMetric(name, goals, sides)).sort(byRank);
}

/** The resamples of a metric follow from its name and the ids of all runs: whoever has their records can draw them again. */
function drawFor(runs: readonly Run[], { repeats = [], referenceRepeats = [] }: CompareContext) {
  const ids = [...runs, ...repeats, ...referenceRepeats].map(({ id }) => id).sort();
  return (name: string) => seededDraw(JSON.stringify([...ids, name]));
}

/** The metrics of a run that has nothing to be compared with, all of them `new`. */
export function listMetrics(run: Run, context: CompareContext = {}): readonly MetricChange[] {
  const { curves, repeats, repeatCurves } = context;
  const now = sideOf({ run, curves, repeats, repeatCurves });
  const goals = new Map(Object.entries(run.goals));
  const asides = asidesOf(run).metrics;
  return Array.from(new Set(now.names), (name) =>
    compareMetric(name, goals, { now, before: null, history: [], asides }),
  ).sort(byRank);
}

/** The verdict over all that is judged. What is missing now counts as worse: unknown is not green. */
export function overallVerdict(metrics: readonly MetricChange[]): Verdict {
  const judged = metrics.filter((metric) => metric.judged);
  const better = judged.some((metric) => metric.verdict === "better");
  const worse = judged.some((metric) => metric.verdict === "worse" || metric.verdict === "missing");
  if (better && worse) return "mixed";
  if (worse) return "worse";
  return better ? "better" : "same";
}

interface Sides {
  readonly now: Side;
  readonly before: Side | null;
  /** Newest first. */
  readonly history: readonly Side[];
  readonly draw?: ((name: string) => Draw) | undefined;
  readonly asides: ReadonlySet<string>;
}

type Goals = ReadonlyMap<string, MetricGoal>;

function compareMetric(name: string, goals: Goals, sides: Sides): MetricChange {
  const { now, before, history, draw, asides } = sides;
  const { goal: rule, part, judged } = standing(name, goals, asides);
  const { goal, take } = rule;
  const own = now.read(name, take, goal);
  const other = before?.read(name, take, goal);
  const pair = { value: own?.value ?? null, reference: other?.value ?? null };
  const tolerance = toleranceOf(rule, pair.reference);
  const change = changeOf(pair);
  const test = testOf(own, other, () => draw?.(name)) ?? null;
  const noise = test === null && change !== null ? noiseOf(name, rule, history) : null;
  return {
    name,
    ...pair,
    change,
    ratio: ratioOf(change, pair.reference),
    goal,
    tolerance,
    take,
    part,
    judged,
    spread: own?.sample ? describeSample(own.sample) : null,
    referenceSpread: other?.sample ? describeSample(other.sample) : null,
    test,
    noise,
    verdict: verdictOf(pair, { goal, tolerance, test, noise }),
  };
}

/** A slice has the goal of its metric where it has none of its own; a repeat has none, because its mean is judged. */
function standing(name: string, goals: Goals, asides: ReadonlySet<string>) {
  const own = goals.get(name);
  if (own === undefined && asides.has(name)) return { goal: NO_GOAL, part: "aside" as const, judged: false };
  const parsed = name.includes("=") ? parseMetricPart(name) : undefined;
  const part: MetricPartKind =
    parsed === undefined ? "metric" : isRepeat(parsed) ? ("repeat" as const) : ("slice" as const);
  const inherited = part === "slice" && parsed !== undefined ? goalAbove(parsed.base, goals) : undefined;
  return { goal: own ?? inherited ?? NO_GOAL, part, judged: own !== undefined && own.goal !== "none" };
}

/** That of the metric, or of the nearest slice around: `auc/country=de/age=60` is a slice of a slice. */
function goalAbove(name: string, goals: Goals): MetricGoal | undefined {
  const above = goals.has(name) ? undefined : parseMetricPart(name);
  return above === undefined ? goals.get(name) : goalAbove(above.base, goals);
}

interface Pair {
  readonly value: MetricValue | null;
  readonly reference: MetricValue | null;
}

function changeOf({ value, reference }: Pair): number | null {
  if (typeof value !== "number" || typeof reference !== "number") return null;
  const change = value - reference;
  return Number.isFinite(change) ? change : null;
}

function ratioOf(change: number | null, reference: MetricValue | null): number | null {
  const size = reference === null ? 0 : Math.abs(decodeMetric(reference));
  const ratio = change === null || size === 0 ? null : change / size;
  return ratio !== null && Number.isFinite(ratio) ? ratio : null;
}

function testOf(
  own: Reading | undefined,
  other: Reading | undefined,
  draw: () => Draw | undefined,
): TestResult | undefined {
  if (own === undefined || other === undefined || (own.sample === null && other.sample === null))
    return undefined;
  const [a, b] = [sampleOf(own), sampleOf(other)];
  return a === undefined || b === undefined ? undefined : testDifference(a, b, draw());
}

function sampleOf({ value, sample }: Reading): Sample | undefined {
  if (sample !== null) return sample;
  return typeof value === "number" ? { values: [value], folds: false } : undefined;
}

function noiseOf(name: string, { take, goal }: MetricGoal, history: readonly Side[]): NoiseBand | null {
  const values = history.flatMap((side) => side.read(name, take, goal)?.value ?? []);
  return noiseBand(values.filter((value) => typeof value === "number").reverse()) ?? null;
}

interface Evidence extends Pick<MetricChange, "goal" | "tolerance"> {
  readonly test: TestResult | null;
  readonly noise: NoiseBand | null;
}

function verdictOf({ value, reference }: Pair, evidence: Evidence): MetricVerdict {
  const { goal, tolerance } = evidence;
  if (reference === null) return "new";
  if (value === null) return "missing";
  if (value === reference) return "within";
  const finite = typeof value === "number";
  const referenceFinite = typeof reference === "number";
  // NaN and both infinities mean that the run diverged, whichever way the goal points.
  if (!finite || !referenceFinite) {
    if (goal === "none") return "changed";
    if (finite === referenceFinite) return "within";
    return finite ? "better" : "worse";
  }
  const change = value - reference;
  const rounding = ROUNDING * Math.max(Math.abs(value), Math.abs(reference));
  if (goal !== "none" && Math.abs(change) <= tolerance + rounding) return "within";
  if (isNoise(change, rounding, evidence)) return "noise";
  if (goal === "none") return "changed";
  return change > 0 === (goal === "maximize") ? "better" : "worse";
}

function isNoise(change: number, rounding: number, { test, noise }: Evidence): boolean {
  if (test !== null) return test.p >= 1 - CONFIDENCE;
  return noise !== null && noise.halfWidth > 0 && Math.abs(change) <= noise.halfWidth + rounding;
}

function byRank(a: MetricChange, b: MetricChange): number {
  return Number(b.judged) - Number(a.judged) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
