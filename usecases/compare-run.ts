import { compareRuns } from "../core/compare/compare-runs.ts";
import { type CompareTo, formatCompareTo } from "../core/compare/compare-to.ts";
import type { Verdict } from "../core/compare/comparison.ts";
import { type Gate, type GateResult, judgeGate } from "../core/compare/gate.ts";
import { repeatsOf } from "../core/compare/repeats.ts";
import { type ModelName, stageNameSchema } from "../core/names.ts";
import type { Baseline, BaselineSource } from "../core/ports/baseline.ts";
import type { StickyComments, WrittenComment } from "../core/ports/comments.ts";
import type { Holder, HolderSource } from "../core/ports/holder.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import {
  comparisonReport,
  type ProductionInput,
  type ReportInput,
} from "../core/report/comparison-report.ts";
import { COMMENT_DETAILS, type Detail, firstFitting, SUMMARY_DETAILS } from "../core/report/detail.ts";
import { recordView } from "../core/report/record-view.ts";
import type { RunConfig } from "../core/run/config.ts";
import type { Curves } from "../core/run/metric.ts";
import type { NamedPlot } from "../core/run/plot.ts";
import type { Run } from "../core/run/run.ts";

/** A port that is null switches its part off: no comparison with a baseline, no holder, no comment. */
export interface ComparePorts {
  readonly baseline: BaselineSource | null;
  readonly holder: HolderSource | null;
  readonly comments: StickyComments | null;
  readonly renderer: Renderer;
}

export interface CompareRequest {
  readonly run: Run;
  readonly curves: Curves;
  /** The pull request to comment on, null for a run without one. */
  readonly pullRequest: number | null;
  readonly baselineBranch: string;
  /** What to compare with in place of the newest run of the baseline branch. */
  readonly compareTo?: CompareTo | null;
  /** How much to read beside the baseline; nothing when left out. */
  readonly compare?: RunConfig["compare"];
  /** What the run left to look at; nothing when left out. */
  readonly plots?: readonly NamedPlot[];
  /** Which metrics must not regress; none when left out. */
  readonly gate?: Gate;
  /** The model whose holder of production is compared, null for none. */
  readonly registration: { readonly registry: string; readonly model: ModelName } | null;
  readonly links: CompareLinks;
}

export interface CompareLinks {
  /** `https://github.com`, or the server of an enterprise. */
  readonly server: string;
  /** The page of the workflow run, null outside of Actions. */
  readonly run: string | null;
  /** The page of the run's artifact, null when it was not uploaded. */
  readonly artifact: string | null;
}

export interface CompareResult {
  readonly verdict: Verdict;
  readonly gate: GateResult;
  readonly comment: WrittenComment | null;
  /** Markdown for the job summary, at most 1 MiB. */
  readonly summary: string;
  /** What could not be done and why, one line each; also said in the comment. */
  readonly notes: readonly string[];
}

/** GitHub's limit for the summary of one step is 1 MiB; some room is left for what other tools write there. */
const SUMMARY_BYTES = 1_000_000;
const PRODUCTION = stageNameSchema.parse("production");

/**
 * Compares a run with its baseline and with the model in production, judges the gate, writes the run's section of the pull
 * request's comment, and returns the job summary. Trouble of a port becomes a note that the comment and the caller see;
 * this never throws for it, because a training job must not fail over its comparison: a gate that could not be
 * evaluated is the caller's to fail on.
 */
export async function compareRun(ports: ComparePorts, request: CompareRequest): Promise<CompareResult> {
  const { report, notes } = await prepareReport(ports, request);
  const comment = await writeComment(ports, request, { report, notes });
  const summary = renderSummary(ports.renderer, report);
  return { verdict: report.comparison.verdict, gate: report.gate, comment, summary, notes };
}

/**
 * Reads what a run is compared with, compares, and judges the gate: all that a report is made of. The notes are the report's
 * own, and whoever goes on to write somewhere adds to them. Never throws for trouble of a port.
 */
export async function prepareReport(
  ports: Pick<ComparePorts, "baseline" | "holder">,
  request: CompareRequest,
): Promise<{ readonly report: ReportInput; readonly notes: string[] }> {
  const notes: string[] = [];
  const [baseline, production, repeats] = await Promise.all([
    readBaseline(ports.baseline, request, notes),
    readProduction(ports.holder, request, notes),
    readRepeats(ports.baseline, request, { of: request.run, notes }),
  ]);
  const reference = baseline?.found === true ? baseline : null;
  const comparison = compareRuns(request.run, reference?.run ?? null, {
    curves: request.curves,
    repeats,
    ...(reference === null
      ? {}
      : {
          referenceCurves: reference.curves,
          referenceRepeats: await readRepeats(ports.baseline, request, { of: reference.run, notes }),
          history: reference.history,
        }),
  });
  const named = (request.compareTo ?? null) !== null;
  const report: ReportInput = {
    ...request,
    baselineBranch: nameOfReference(request),
    named,
    comparison,
    baseline,
    production,
    notes,
    gate: judgeGate(request.gate ?? false, { run: request.run, comparison, baseline, named }),
    plots: request.plots ?? [],
  };
  return { report, notes };
}

function nameOfReference({ compareTo, baselineBranch }: CompareRequest): string {
  if (compareTo === null || compareTo === undefined) return baselineBranch;
  return compareTo.kind === "branch" ? compareTo.branch : formatCompareTo(compareTo);
}

async function readBaseline(source: BaselineSource | null, request: CompareRequest, notes: string[]) {
  if (source === null) return null;
  const { run, compareTo = null } = request;
  const unavailable: Baseline = { found: false, reason: "unavailable", notes: [] };
  const newest = () =>
    source.newest({
      experiment: run.experiment,
      branch: nameOfReference(request),
      except: run.id,
      workflowRun: run.trigger?.runId ?? null,
      history: request.compare?.history ?? 0,
    });
  const ask =
    compareTo === null || compareTo.kind === "branch"
      ? newest
      : () => source.named(compareTo, run.experiment);
  const baseline = await attempt("baseline", notes, { ask, otherwise: unavailable });
  notes.push(...baseline.notes);
  return baseline;
}

/** Runs that repeat one, where the configuration says how repeats differ; that costs requests, and so is asked for. */
async function readRepeats(
  source: BaselineSource | null,
  { compare }: CompareRequest,
  { of, notes }: { readonly of: Run; readonly notes: string[] },
): Promise<readonly Run[]> {
  const varying = compare?.repeats ?? [];
  if (source === null || varying.length === 0 || of.trigger === null) return [];
  const query = { experiment: of.experiment, workflowRun: of.trigger.runId, except: of.id };
  const ask = () => source.repeats(query);
  const read = await attempt("repeats", notes, { ask, otherwise: { runs: [], notes: [] } });
  notes.push(...read.notes);
  return repeatsOf(of, read.runs, varying);
}

async function readProduction(
  source: HolderSource | null,
  { run, curves, registration }: CompareRequest,
  notes: string[],
): Promise<ProductionInput | null> {
  if (source === null || registration === null) return null;
  const { model } = registration;
  const unavailable: Holder = { found: false, reason: "unavailable" };
  const ask = () => source.holder(model, PRODUCTION);
  const holder = await attempt("holder of production", notes, { ask, otherwise: unavailable });
  return { model, holder, comparison: holder.found ? compareRuns(run, holder.run, { curves }) : null };
}

async function writeComment(
  { comments, renderer }: ComparePorts,
  { pullRequest, run }: CompareRequest,
  { report, notes }: { readonly report: ReportInput; readonly notes: string[] },
): Promise<WrittenComment | null> {
  if (comments === null || pullRequest === null) return null;
  const render = (budget: number) => renderComment(renderer, report, budget);
  const ask = () => comments.update({ pullRequest, section: run.experiment, render });
  return attempt<WrittenComment | null>("comment", notes, { ask, otherwise: null });
}

/** The richest section that fits into `budget` characters; the verdict line is part of every one. */
export function renderComment(renderer: Renderer, report: ReportInput, budget: number): string {
  const render = (detail: Detail) => renderer.render("comment", comparisonReport(report, detail));
  return firstFitting(COMMENT_DETAILS, render, (text) => text.length <= budget);
}

function renderSummary(renderer: Renderer, report: ReportInput): string {
  const render = (detail: Detail) =>
    renderer.render("summary", {
      report: comparisonReport(report, detail),
      record: recordView(report.run, detail),
    });
  return firstFitting(SUMMARY_DETAILS, render, (text) => utf8Bytes(text) <= SUMMARY_BYTES);
}

/** Asks a port; trouble becomes a note and the answer that stands for it. */
async function attempt<T>(
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

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
