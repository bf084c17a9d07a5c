import type { Verdict } from "../core/compare/comparison.ts";
import type { GateResult } from "../core/compare/gate.ts";
import type { StickyComments, WrittenComment } from "../core/ports/comments.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { WorkflowRecords } from "../core/ports/workflow-records.ts";
import { comparisonReport, type ReportInput } from "../core/report/comparison-report.ts";
import { type Detail, firstFitting, SUMMARY_DETAILS } from "../core/report/detail.ts";
import { recordView } from "../core/report/record-view.ts";
import { expectedSections, sectionKey, sectionOrigin } from "../core/report/section-key.ts";
import { seriesOf } from "../core/run/artifact-name.ts";
import {
  attempt,
  type ComparisonPorts,
  type ComparisonRequest,
  type ReadComparison,
  readComparison,
} from "./read-comparison.ts";
import { renderComment } from "./render-comment.ts";
import { siblingSections } from "./sibling-sections.ts";

/** A port that is null switches its part off. */
export interface ComparePorts extends ComparisonPorts {
  readonly comments: StickyComments | null;
  /** What else the workflow run recorded; left out, a leg that comments at the same moment may go unseen. */
  readonly records?: WorkflowRecords | null;
  readonly renderer: Renderer;
}

export interface CompareRequest extends ComparisonRequest {
  /** The pull request to comment on, null for a run without one. */
  readonly pullRequest: number | null;
  /** Whether it comes from a fork, so that a comment is likely to be refused. */
  readonly fromFork?: boolean;
  /** How many jobs the run's matrix has, 1 without one; left out where that is not known. */
  readonly jobs?: number;
}

export interface CompareResult {
  readonly verdict: Verdict;
  readonly gate: GateResult;
  readonly comment: WrittenComment | null;
  /** Markdown for the job summary, at most 1 MiB. */
  readonly summary: string;
  /** What could not be done and why, one line each; also said in the comment. */
  readonly notes: readonly string[];
  /** What people should know and need not mend. */
  readonly notices: readonly string[];
}

/** What a job of a pull request from a fork says in place of a comment. */
export const FORK_NOTICE =
  "this pull request comes from a fork, so the token may only read; the Pedigree App will comment, if it is installed";

/** GitHub's limit for the summary of one step is 1 MiB; some room is left for what other tools write there. */
const SUMMARY_BYTES = 1_000_000;

/**
 * Compares a run with its baseline and with the model in production, judges the gate, writes the run's section of the pull
 * request's comment, and returns the job summary. Trouble of a port becomes a note that the comment and the caller see;
 * this never throws for it, because a training job must not fail over its comparison: a gate that could not be
 * evaluated is the caller's to fail on.
 */
export async function compareRun(ports: ComparePorts, request: CompareRequest): Promise<CompareResult> {
  const notes: string[] = [];
  const read = await readComparison(ports, request, notes);
  const told = notes.length;
  const comment = await writeComment(ports, request, { read, notes });
  // The refusal itself, which nobody from outside can mend, is not worth a word.
  const refused = request.fromFork === true && notes.length > told && comment === null;
  if (refused) notes.length = told;
  const notices = refused ? [FORK_NOTICE] : [];
  const report = read.report();
  const summary = renderSummary(ports.renderer, { ...report, notes: [...report.notes, ...notices] });
  return { verdict: read.comparison.verdict, gate: read.gate, comment, summary, notes, notices };
}

async function writeComment(
  ports: ComparePorts,
  request: CompareRequest,
  { read, notes }: { readonly read: ReadComparison; readonly notes: string[] },
): Promise<WrittenComment | null> {
  const { comments, records = null, renderer } = ports;
  const { pullRequest, run } = request;
  if (comments === null || pullRequest === null) return null;
  const update = {
    pullRequest,
    section: sectionKey(seriesOf(run)),
    origin: sectionOrigin(run, read.repeats),
    expected: expectedSections(request.jobs, read.repeats),
    render: (budget: number) => renderComment(renderer, read.report(), budget),
    ...(records === null || run.trigger === null
      ? {}
      : { siblings: siblingSections({ ...ports, records }, { request, notes }) }),
  };
  const ask = () => comments.update(update);
  return attempt<WrittenComment | null>("comment", notes, { ask, otherwise: null });
}

function renderSummary(renderer: Renderer, report: ReportInput): string {
  const render = (detail: Detail) =>
    renderer.render("summary", {
      report: comparisonReport(report, detail),
      record: recordView(report.run, detail),
    });
  return firstFitting(SUMMARY_DETAILS, render, (text) => utf8Bytes(text) <= SUMMARY_BYTES);
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
