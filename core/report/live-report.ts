import { directionOf } from "../live/direction.ts";
import type { LiveEnd } from "../live/live-end.ts";
import type { LiveMetric, LiveMetrics } from "../live/live-metric.ts";
import { leadOf, type Progress, progressOf } from "../live/progress.ts";
import type { LiveState } from "../ports/live.ts";
import type { MetricGoal, Run } from "../run/run.ts";
import { type CurveChart, curveChart } from "./curve-chart.ts";
import { type HardwareRow, hardwareRows } from "./hardware-view.ts";
import { progressText, secondsLeft } from "./progress-text.ts";
import { sparkLine } from "./spark-line.ts";
import { type StoppedView, stoppedView } from "./stopped-view.ts";
import { clockText, durationText, roughText } from "./time-text.ts";

/** All that a live page is made of. */
export interface LiveInput {
  readonly experiment: string;
  readonly leg: string | null;
  readonly name: string | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly state: LiveState;
  readonly goals: Readonly<Record<string, MetricGoal>>;
  /** The text of `stop-when`, null without one. */
  readonly stopWhen: string | null;
  readonly stopped: NonNullable<Run["stopped"]> | null;
  /** Null while the training runs. */
  readonly ended: LiveEnd | null;
  readonly links: LiveLinks;
}

export interface LiveLinks {
  /** The page of the workflow run. */
  readonly run: string | null;
  readonly comment: string | null;
  readonly artifact: string | null;
}

/** How much a page shows; each level shows less than the one before it. */
export interface LiveDetail {
  readonly rows: number;
  readonly charts: number;
  readonly notes: number;
}

/** From full to the progress alone; the last one always fits. */
export const LIVE_DETAILS: readonly LiveDetail[] = [
  { rows: 60, charts: 6, notes: 20 },
  { rows: 40, charts: 3, notes: 10 },
  { rows: 20, charts: 1, notes: 5 },
  { rows: 8, charts: 0, notes: 0 },
  { rows: 0, charts: 0, notes: 0 },
];

/** The view model of a live page. Raw text; the template escapes. */
export interface LiveView {
  /** Plain text of fixed words and numbers only: GitHub shows it as it is. */
  readonly title: string;
  readonly icon: string;
  readonly headline: string;
  readonly experiment: string;
  readonly leg: string | null;
  readonly name: string | null;
  readonly bar: string | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly rows: readonly LiveRow[];
  readonly rowsOmitted: number;
  readonly charts: readonly CurveChart[];
  readonly moreCharts: readonly CurveChart[];
  readonly hardware: readonly HardwareRow[];
  readonly stopWhen: string | null;
  readonly stopped: StoppedView | null;
  readonly notes: readonly string[];
  readonly links: LiveLinks;
  readonly asOf: string;
  readonly running: boolean;
}

export interface LiveRow {
  readonly metric: string;
  readonly value: number;
  /** From the value before; null for the first, and where either is not finite. */
  readonly change: number | null;
  /** Null where nobody knows whether more of it is better. */
  readonly best: { readonly value: number; readonly step: number | null } | null;
  readonly step: number | null;
  readonly trend: string;
}

export function liveReport(input: LiveInput, detail: LiveDetail): LiveView {
  const { state, ended } = input;
  const progress = progressOf(state);
  const ordered = orderMetrics(state.metrics, input.goals);
  const charts = detail.charts === 0 ? [] : chartsOf(ordered, detail.charts);
  const headline = headlineOf(input, progress);
  return {
    title: headline.text,
    icon: headline.icon,
    headline: headline.text,
    experiment: input.experiment,
    leg: input.leg,
    name: input.name,
    bar: barOf(progress),
    facts: factsOf(input, progress),
    rows: ordered.slice(0, detail.rows).map(([name, metric]) => rowOf(name, metric, input.goals)),
    rowsOmitted: Math.max(0, ordered.length - detail.rows),
    charts: charts.slice(0, 1),
    moreCharts: charts.slice(1),
    hardware: ended === null ? hardwareRows(state.hardware) : [],
    stopWhen: input.stopped === null ? input.stopWhen : null,
    stopped: stoppedView(input.stopped),
    notes: state.notes.slice(0, detail.notes),
    links: input.links,
    asOf: clockText(state.now),
    running: ended === null,
  };
}

const ENDINGS: Readonly<Record<LiveEnd, { readonly icon: string; readonly text: string }>> = {
  finished: { icon: "✅", text: "Finished" },
  stopped: { icon: "⏹️", text: "Stopped early by its rule" },
  failed: { icon: "🛑", text: "Failed" },
  cancelled: { icon: "⚪", text: "Cancelled" },
  gate: { icon: "❌", text: "Finished, but its gate did not pass" },
};

function headlineOf({ ended, stopped, state, startedAt }: LiveInput, progress: Progress | null) {
  const { icon, text } =
    ended !== null
      ? ENDINGS[ended]
      : stopped !== null
        ? { icon: "⏹️", text: "Stopping" }
        : { icon: "🏃", text: "Training" };
  const parts = [text];
  if (progress !== null) parts.push(progressText(progress));
  const left = ended === null && stopped === null ? secondsLeft(progress, state.now) : null;
  if (left !== null) parts.push(`about ${roughText(left)} left`);
  if (ended !== null) parts.push(`after ${durationText((state.now - startedAt) / 1000)}`);
  return { icon, text: parts.join(" · ") };
}

const BAR_CHARACTERS = 20;

function barOf(progress: Progress | null): string | null {
  if (progress === null || progress.total === null) return null;
  const share = Math.min(1, progress.done / progress.total);
  const full = Math.floor(share * BAR_CHARACTERS);
  return `${"█".repeat(full)}${"░".repeat(BAR_CHARACTERS - full)} ${Math.floor(share * 100)} %`;
}

function factsOf({ state, startedAt, ended, stopped }: LiveInput, progress: Progress | null) {
  const facts = [
    { name: ended === null ? "Running for" : "Took", value: durationText((state.now - startedAt) / 1000) },
  ];
  if (progress?.pace !== null && progress?.pace !== undefined) {
    facts.push({ name: "Speed", value: speedText(progress.unit, progress.pace.seconds) });
  }
  const left = ended === null && stopped === null ? secondsLeft(progress, state.now) : null;
  if (left !== null) facts.push({ name: "Time left", value: `about ${roughText(left)}` });
  const newest = ended === null ? newestOf(state.metrics) : null;
  if (newest !== null && state.now - newest >= QUIET_MS) {
    facts.push({ name: "Newest value", value: `${durationText((state.now - newest) / 1000)} ago` });
  }
  return facts;
}

/** Silence that is worth a word. */
const QUIET_MS = 60_000;

function newestOf(metrics: LiveMetrics): number | null {
  return leadOf(metrics)?.recent.at(-1)?.time ?? null;
}

function speedText(unit: Progress["unit"], seconds: number): string {
  if (seconds === 0) return `more than 1000 ${unit}s per second`;
  const rate = 1 / seconds;
  if (rate >= 1) return `${Number(rate.toPrecision(3))} ${unit}s per second`;
  return seconds < 120
    ? `${Number(seconds.toPrecision(3))} s per ${unit}`
    : `${durationText(seconds)} per ${unit}`;
}

/** Metrics with a goal first, then by name. */
function orderMetrics(metrics: LiveMetrics, goals: LiveInput["goals"]) {
  const rank = (name: string) => (Object.hasOwn(goals, name) ? 0 : 1);
  return Array.from(metrics).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rowOf(metric: string, live: LiveMetric, goals: LiveInput["goals"]): LiveRow {
  const { last, previous, step, points } = live;
  const change = previous === null ? Number.NaN : last - previous;
  const direction = directionOf(metric, goals);
  const best = direction === null ? null : direction === "maximize" ? live.max : live.min;
  return {
    metric,
    value: last,
    change: Number.isFinite(change) ? change : null,
    best: best === null ? null : { value: best.value, step: best.step },
    step,
    trend: sparkLine(points.map(({ value }) => value)),
  };
}

function chartsOf(ordered: readonly (readonly [string, LiveMetric])[], max: number): readonly CurveChart[] {
  const charts: CurveChart[] = [];
  for (const [name, { points }] of ordered) {
    if (charts.length === max) break;
    const chart = curveChart(name, { points }, { points: [] });
    if (chart !== undefined) charts.push(chart);
  }
  return charts;
}
