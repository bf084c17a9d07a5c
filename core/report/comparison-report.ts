import type { Comparison, MetricChange } from "../compare/comparison.ts";
import type { GateResult } from "../compare/gate.ts";
import type { Baseline } from "../ports/baseline.ts";
import type { Holder } from "../ports/holder.ts";
import type { RunConfig } from "../run/config.ts";
import type { Curves } from "../run/metric.ts";
import type { NamedPlot } from "../run/plot.ts";
import type { Run } from "../run/run.ts";
import { machineLines, nestedLines } from "./aside-lines.ts";
import { basisOf } from "./basis.ts";
import { cautionsOf } from "./cautions.ts";
import { type ChangeList, type CodeView, codeView, goalChanges } from "./changes.ts";
import { countVerdicts, countWords, type MetricTable, metricTable } from "./comparison-table.ts";
import { type CurveChart, curveChart, curveSide } from "./curve-chart.ts";
import type { Detail } from "./detail.ts";
import { type GateView, gateView } from "./gate-view.ts";
import { type Against, BASELINE_ABSENT, type Headline, HOLDER_ABSENT, headline } from "./headline.ts";
import { type NotebookCode, type NotebookLines, notebookLines } from "./notebook-lines.ts";
import { type PlotView, plotView } from "./plot-view.ts";
import { type StoppedView, stoppedView } from "./stopped-view.ts";
import { type WhyView, whyDifferent } from "./why-different.ts";

/** All that a report is made of. */
export interface ReportInput {
  readonly run: Run;
  readonly curves: Curves;
  readonly comparison: Comparison;
  /** Null when no comparison with a baseline was asked for. */
  readonly baseline: Baseline | null;
  /** The branch whose run is the baseline, or the name of the run that was asked for instead. */
  readonly baselineBranch: string;
  /** Whether somebody named what to compare with. */
  readonly named: boolean;
  readonly gate: GateResult;
  readonly plots: readonly NamedPlot[];
  readonly production: ProductionInput | null;
  /** Only for a run that did not finish. */
  readonly lastGood?: LastGoodRun | null;
  /** Curves of the runs that repeat this one, and of those that repeat the reference. */
  readonly repeats?: { readonly own: readonly Curves[]; readonly reference: readonly Curves[] };
  /** What changed in the code of notebooks; none where that cannot be read. */
  readonly notebooks?: readonly NotebookCode[];
  /** How many commits lie between this run and what it is held against; null or absent where that is not known. */
  readonly commits?: number | null;
  readonly notes: readonly string[];
  readonly links: { readonly server: string; readonly run: string | null; readonly artifact: string | null };
  /** How much the configuration asks for beside the baseline. */
  readonly compare?: RunConfig["compare"] | undefined;
  /** Whose workflow recorded the run, where it is somebody else's. */
  readonly fork?: ForkOrigin | null | undefined;
}

/** Where a run of a fork comes from, as GitHub tells it. */
export interface ForkOrigin {
  readonly repository: string;
  readonly workflow: string;
  /** Whether the workflow's file is another than on the default branch; undefined where that cannot be told. */
  readonly changed: boolean | undefined;
}

/** The newest finished run of a failed run's own branch, where that is not the baseline. */
export interface LastGoodRun {
  readonly branch: string;
  readonly run: Run;
  readonly comparison: Comparison;
}

export interface ProductionInput {
  readonly model: string;
  readonly holder: Holder;
  /** Null when there is no holder. */
  readonly comparison: Comparison | null;
}

/** The view model of one section of the comment, and of the job summary. Raw text; the templates escape. */
export interface ReportView {
  readonly headline: Headline;
  /** Says that the numbers are somebody else's word; null where the repository's own workflow recorded them. */
  readonly fork: (ForkOrigin & { readonly note: string }) | null;
  readonly experiment: string;
  /** Of a matrix; null where the run is of none, or the experiment tells it. */
  readonly leg: string | null;
  readonly name: string | null;
  readonly counts: string;
  /** The run, artifact, version or branch that was named in place of the baseline; null when none was. */
  readonly against: string | null;
  /** The version that was named and where it stands, or that holds the stage which was named; null for none. */
  readonly againstVersion: string | null;
  /** What the judgement rests on: repeats, noise, or nothing but tolerances. */
  readonly basis: string;
  /** What keeps the comparison from meaning what it seems to. */
  readonly cautions: readonly string[];
  /** How a rule ended the training that this one is compared with; null where none did. */
  readonly referenceStopped: {
    readonly against: Against;
    readonly at: string;
    readonly condition: string;
  } | null;
  readonly gate: GateView | null;
  /** How a rule ended the training early; null where none did. */
  readonly stopped: StoppedView | null;
  readonly baselineAbsent: { readonly text: string; readonly branch: string } | null;
  readonly compared: boolean;
  readonly table: MetricTable | null;
  readonly others: MetricTable | null;
  readonly slices: (MetricTable & { readonly counts: string }) | null;
  readonly production: ProductionView | null;
  readonly productionAbsent: { readonly text: string; readonly model: string } | null;
  readonly goals: ChangeList | null;
  readonly why: WhyView | null;
  /** Changed lines of notebooks, in short. */
  readonly notebooks: readonly NotebookLines[];
  /** How a command ended that did not succeed, in own words; empty otherwise. */
  readonly ending: string;
  /** The last lines of its output; null where there are none. */
  readonly output: string | null;
  readonly code: CodeView;
  readonly charts: readonly CurveChart[];
  readonly moreCharts: readonly CurveChart[];
  readonly plots: readonly PlotView[];
  /** How many plots of the run found no room. */
  readonly plotsOmitted: number;
  /** What stands beside the training, in a line each: the machine, and runs within the run. */
  readonly asides: readonly string[];
  readonly notes: readonly string[];
  readonly footer: FooterView;
  /** Rows, charts or lines were left out for want of room. */
  readonly shortened: boolean;
}

export interface ProductionView {
  readonly headline: Headline;
  readonly model: string;
  readonly version: number;
  readonly counts: string;
  /** What the judgement rests on; empty where that is the same as for the baseline. */
  readonly basis: string;
  readonly table: MetricTable | null;
}

export interface FooterView {
  readonly run: string;
  readonly runUrl: string | null;
  readonly artifactUrl: string | null;
  readonly baselineRun: string | null;
  readonly baselineDate: string | null;
}

function againstOf({ named, baseline }: ReportInput): Against {
  if (!named) return "the baseline";
  return baseline?.found === true && baseline.version !== undefined ? "the named version" : "the named run";
}

/** Of a version by its stage also the number: the stage may have another holder tomorrow. */
function againstVersion({ baseline, baselineBranch }: ReportInput): string | null {
  const version = baseline?.found === true ? baseline.version : undefined;
  if (version === undefined) return null;
  const isByNumber = baselineBranch.endsWith(`@${version.version}`);
  return `${baselineBranch}, ${isByNumber ? `in ${version.stage}` : `version ${version.version}`}`;
}

function referenceStopped(input: ReportInput): ReportView["referenceStopped"] {
  const stopped = input.baseline?.found === true ? stoppedView(input.baseline.run.stopped) : null;
  if (stopped === null) return null;
  return { against: againstOf(input), at: stopped.at, condition: stopped.condition };
}

/** What a report shows at a level of detail. */
export function comparisonReport(input: ReportInput, detail: Detail): ReportView {
  const { run, comparison, baseline } = input;
  const tables = metricTables(comparison.metrics, detail);
  const charts = detail.charts === 0 ? [] : chartsOf(input, detail.charts);
  const compared = baseline?.found === true;
  const code = codeView(comparison.code, input.links.server);
  return {
    headline: headline(run, comparison, againstOf(input)),
    fork: forkView(input.fork ?? null),
    experiment: run.experiment,
    leg: run.trigger?.leg ?? null,
    name: run.name,
    counts: compared ? countVerdicts(comparison.metrics) : "",
    against: compared && input.named ? (againstVersion(input) ?? input.baselineBranch) : null,
    againstVersion: againstVersion(input),
    basis: compared ? basisOf(comparison.metrics) : "",
    cautions: cautionsOf({ ...input, metrics: comparison.metrics, against: againstOf(input) }),
    referenceStopped: referenceStopped(input),
    gate: gateView(input.gate, detail.rows),
    stopped: stoppedView(run.stopped),
    baselineAbsent: baselineAbsence(input),
    compared,
    ...tables,
    ...productionPart(input, detail),
    goals: goalChanges(comparison, detail.lines),
    ...failureOf(run, detail),
    why: whyOf(input, detail),
    notebooks: notebookLines(input.notebooks ?? [], detail.lines),
    code,
    charts: charts.slice(0, 1),
    moreCharts: charts.slice(1),
    ...plotsOf(input.plots, detail),
    asides: [...machineLines(run, input.curves), ...nestedLines(run)],
    notes: detail.lines === 0 ? [] : [...input.notes, ...run.warnings].slice(0, detail.lines),
    footer: footerOf(input),
    shortened: [tables.table, tables.others, tables.slices].some(omits) || detail.lines === 0,
  };
}

/**
 * The metrics that are judged, or all when none is; the others go into a folded table. Where they are too many, those that
 * tell most come first and the remaining ones are folded, too.
 */
function metricTables(all: readonly MetricChange[], detail: Detail) {
  const metrics = all.filter((metric) => metric.part !== "aside");
  const judged = metrics.filter((metric) => metric.judged);
  const whole = metrics.filter((metric) => metric.part === "metric");
  const main = judged.length > 0 ? judged : whole.length > 0 ? whole : metrics;
  const shown = detail.unchanged ? main : main.filter((metric) => !QUIET.has(metric.verdict));
  const ordered = shown.length > detail.rows ? shown.toSorted(bySeverity) : shown;
  const first = ordered.slice(0, detail.rows);
  const folded = detail.others > 0 ? ordered.slice(detail.rows) : [];
  const inMain = new Set(main);
  const left = metrics.filter((metric) => !inMain.has(metric));
  const rest = [...folded, ...left.filter((metric) => metric.part !== "slice")];
  const table = { ...metricTable(first, detail.rows), omitted: main.length - first.length - folded.length };
  const slices = left.filter((metric) => metric.part === "slice");
  return {
    table: filled(table),
    others: filled(metricTable(rest, detail.others)),
    slices: sliceTable(slices, detail.others),
  };
}

/** What is left out first where there is little room. */
const QUIET: ReadonlySet<MetricChange["verdict"]> = new Set(["within", "noise"]);

function sliceTable(slices: readonly MetricChange[], max: number): ReportView["slices"] {
  const table = filled(metricTable(slices, max));
  return table === null ? null : { ...table, counts: countWords(slices) };
}

const SEVERITY = ["worse", "missing", "better", "new", "changed", "noise", "within"] as const;

function bySeverity(a: MetricChange, b: MetricChange): number {
  return SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict);
}

function filled(table: MetricTable): MetricTable | null {
  return table.rows.length === 0 && table.omitted === 0 ? null : table;
}

function omits(table: MetricTable | null): boolean {
  return table !== null && table.omitted > 0;
}

function forkView(fork: ForkOrigin | null): ReportView["fork"] {
  if (fork === null) return null;
  const note = fork.changed === true ? "That file is not the one of the default branch." : "";
  return { ...fork, note };
}

function baselineAbsence({ baseline, baselineBranch }: ReportInput) {
  if (baseline === null || baseline.found) return null;
  return { text: BASELINE_ABSENT[baseline.reason], branch: baselineBranch };
}

function whyOf(input: ReportInput, detail: Detail): WhyView | null {
  const { comparison, baseline, lastGood = null, commits = null, links } = input;
  const options = { max: detail.lines, server: links.server, commits };
  if (lastGood !== null) {
    const { branch, run } = lastGood;
    const good = { branch, run: run.id, date: run.finishedAt.slice(0, 10) };
    return whyDifferent(lastGood.comparison, { ...options, good });
  }
  return baseline?.found === true ? whyDifferent(comparison, options) : null;
}

function failureOf({ status, command }: Run, { lines }: Detail) {
  if (status === "finished" || command === null) return { ending: "", output: null };
  const { exitCode, signal, tail = "" } = command;
  const ending = exitCode === null ? `ended by ${signal ?? "a signal"}` : `exit status ${exitCode}`;
  return { ending, output: lines === 0 || tail === "" ? null : tail };
}

function productionPart(input: ReportInput, detail: Detail) {
  const { run, production, baseline } = input;
  const aboveIt = baseline?.found === true ? basisOf(input.comparison.metrics) : "";
  if (production === null) return { production: null, productionAbsent: null };
  const { holder, comparison, model } = production;
  if (!holder.found || comparison === null) {
    const reason = holder.found ? "unreadable" : holder.reason;
    return { production: null, productionAbsent: { text: HOLDER_ABSENT[reason], model } };
  }
  const basis = basisOf(comparison.metrics);
  const view = {
    headline: headline(run, comparison, "production"),
    model,
    version: holder.version,
    counts: countVerdicts(comparison.metrics),
    basis: basis === aboveIt ? "" : basis,
    // One table only, so what it leaves out is counted in it.
    table: metricTables(comparison.metrics, { ...detail, others: 0 }).table,
  };
  return { production: view, productionAbsent: null };
}

/** As many plots as curves: both are drawn, and a level of detail without curves has no room for plots. */
function plotsOf(plots: readonly NamedPlot[], { charts }: Detail) {
  const drawable = plots.flatMap((plot) => plotView(plot) ?? []);
  const shown = drawable.slice(0, charts);
  return { plots: shown, plotsOmitted: drawable.length - shown.length };
}

/** Curves of the metrics in their order: those with a goal first. */
function chartsOf(
  { comparison, curves, baseline, repeats }: ReportInput,
  max: number,
): readonly CurveChart[] {
  const own = [curves, ...(repeats?.own ?? [])];
  const reference = [baseline?.found === true ? baseline.curves : new Map(), ...(repeats?.reference ?? [])];
  const charts: CurveChart[] = [];
  for (const { name, part } of comparison.metrics) {
    if (charts.length === max) break;
    if (part === "aside") continue;
    const chart = curveChart(name, curveSide(name, own), curveSide(name, reference));
    if (chart !== undefined) charts.push(chart);
  }
  return charts;
}

function footerOf({ run, baseline, links }: ReportInput): FooterView {
  const found = baseline?.found === true ? baseline : null;
  return {
    run: run.id,
    runUrl: links.run,
    artifactUrl: links.artifact,
    baselineRun: found?.run.id ?? null,
    baselineDate: found?.run.finishedAt.slice(0, 10) ?? null,
  };
}
