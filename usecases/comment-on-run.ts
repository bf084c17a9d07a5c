import { type ErrorCode, PedigreeError } from "../core/errors.ts";
import type { Section } from "../core/ports/comments.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { TrainingDesk, TrainingDesks } from "../core/ports/training-desk.ts";
import type { RunArtifact, TrainingRuns, WorkflowRun } from "../core/ports/training-runs.ts";
import { checkPullRecord } from "../core/registry/pull-record.ts";
import { compareOrigins } from "../core/report/comment-sections.ts";
import type { ForkOrigin } from "../core/report/comparison-report.ts";
import type { CommentSections } from "../core/report/section.ts";
import { bounded, sectionKey } from "../core/report/section-key.ts";
import { type ArtifactName, parseArtifactName, seriesOf } from "../core/run/artifact-name.ts";
import type { RunConfig } from "../core/run/config.ts";
import { UNREAD_RUN_CONFIG } from "../core/run/default-config.ts";
import type { Curves } from "../core/run/metric.ts";
import { attempt, readComparison } from "./read-comparison.ts";
import type { RunPlace } from "./register-version.ts";
import { renderComment } from "./render-comment.ts";

export interface CommentPorts {
  readonly desks: TrainingDesks;
  readonly runs: TrainingRuns;
  readonly renderer: Renderer;
}

/** What became of a pull request's workflow run. */
export type CommentOutcome =
  | { readonly kind: "commented"; readonly pull: number; readonly section: string }
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly reason: string }
  | { readonly kind: "nothing"; readonly reason: string };

/** A stranger's workflow has no right to more work. */
const MAX_RECORDS = 20;

/**
 * Comments in the Action's place where its token could only read, as that of a pull request from a fork. Everything about
 * where the run comes from is asked of GitHub; a record is content that its workflow made up, read within limits, marked
 * in the comment, and never registered. Where the Action's own comment speaks of the run, nothing is written.
 */
export async function commentOnRun(
  ports: CommentPorts,
  { repository, runId }: RunPlace,
): Promise<readonly CommentOutcome[]> {
  const desk = await ports.desks.open(repository);
  if (desk === undefined) return [nothing("the App is not installed there")];
  const workflowRun = await ports.runs.workflowRun(repository, runId);
  const { provenance, headRepository = null, status } = workflowRun;
  if (provenance.event !== "pull_request") return [nothing(`the run's event is ${provenance.event}`)];
  if (status !== "completed" || headRepository === null) return [nothing("the run or its fork is gone")];
  const artifacts = await ports.runs.artifacts(repository, runId);
  if (artifacts.length === 0) return [nothing("the workflow run holds no run artifact")];
  const head = { repository: headRepository, branch: provenance.branch, commit: provenance.commit };
  const pulls = await desk.pullsWithHead(head);
  if (pulls.length === 0) return [nothing("no open pull request has the run's commit as its head")];
  const question = { desk, workflowRun, fork: await forkOf(ports, desk, workflowRun) };
  const outcomes: CommentOutcome[] = [];
  for (const pull of pulls) outcomes.push(...(await commentOnPull(ports, question, { pull, artifacts })));
  return outcomes;
}

function nothing(reason: string): CommentOutcome {
  return { kind: "nothing", reason };
}

/** Undefined where the workflow is the repository's own. */
async function forkOf(
  { runs }: CommentPorts,
  { repository }: TrainingDesk,
  { headRepository, provenance }: WorkflowRun,
): Promise<ForkOrigin | undefined> {
  if (headRepository === null || headRepository === undefined) return undefined;
  if (headRepository.id === repository.id) return undefined;
  const { workflow, commit } = provenance;
  const blobs = await runs.workflowBlobs(repository.fullName, workflow, commit);
  const changed = blobs.known ? blobs.value.judged !== blobs.value.governed : undefined;
  return { repository: headRepository.fullName, workflow, changed };
}

interface RunQuestion {
  readonly desk: TrainingDesk;
  readonly workflowRun: WorkflowRun;
  readonly fork: ForkOrigin | undefined;
}

async function commentOnPull(
  ports: CommentPorts,
  question: RunQuestion,
  { pull, artifacts }: { readonly pull: number; readonly artifacts: readonly RunArtifact[] },
): Promise<readonly CommentOutcome[]> {
  const { desk, fork } = question;
  const others = await desk.othersSections(pull, fork === undefined ? "anybody" : "bots");
  const notes: string[] = [];
  const ask = () => desk.config();
  const config = await attempt("configuration", notes, { ask, otherwise: UNREAD_RUN_CONFIG });
  const outcomes: CommentOutcome[] = [];
  const records = newestOfEach(artifacts);
  const told = records.slice(0, MAX_RECORDS);
  const untold = records.length - told.length;
  if (untold > 0) notes.push(`comment: ${untold} more runs of this workflow run are not told here`);
  for (const artifact of told) {
    const asked = { pull, artifact, others, config, notes, expected: told.length };
    outcomes.push(await commentOnRecord(ports, question, asked));
  }
  return outcomes;
}

/** One for each section: of several artifacts of a series the newest. */
function newestOfEach(artifacts: readonly RunArtifact[]): readonly RunArtifact[] {
  const newest = new Map<string, RunArtifact>();
  for (const artifact of artifacts) {
    const name = parseArtifactName(artifact.artifact.name);
    if (artifact.expired || name === undefined) continue;
    const other = newest.get(sectionKey(name));
    if (other === undefined || other.artifact.id < artifact.artifact.id)
      newest.set(sectionKey(name), artifact);
  }
  return [...newest.values()];
}

interface RecordQuestion {
  readonly pull: number;
  readonly artifact: RunArtifact;
  readonly others: CommentSections;
  readonly config: RunConfig;
  readonly notes: readonly string[];
  /** How many sections the workflow run will have. */
  readonly expected: number;
}

async function commentOnRecord(
  ports: CommentPorts,
  question: RunQuestion,
  asked: RecordQuestion,
): Promise<CommentOutcome> {
  const { pull, artifact, others } = asked;
  const { desk, workflowRun, fork } = question;
  const name = parseArtifactName(artifact.artifact.name);
  if (name !== undefined && isTold(others, name, workflowRun)) {
    return nothing("the Action has commented on it");
  }
  try {
    const section = await sectionOf(ports, question, asked);
    if (section === undefined) return nothing("the workflow wants no comment");
    const { written } = await desk.comments.update({ ...section, pullRequest: pull });
    return written ? { kind: "commented", pull, section: section.section } : nothing("it stands there");
  } catch (error) {
    if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
    const whose = fork === undefined ? "a run" : `a run of the fork ${fork.repository}`;
    return { kind: "refused", code: error.code, reason: `${whose}: ${error.message}` };
  }
}

function isTold(others: CommentSections, name: ArtifactName, { provenance }: WorkflowRun): boolean {
  const there = others.get(sectionKey(name));
  if (there === undefined) return false;
  // The Action of this very run, in whatever attempt, or of a newer one.
  const run = { workflowRun: provenance.runId, attempt: 0, runs: 0 };
  return compareOrigins(there.origin, run) >= 0;
}

async function sectionOf(
  { runs, renderer }: CommentPorts,
  { desk, workflowRun, fork }: RunQuestion,
  { artifact, config, notes: earlier, expected }: RecordQuestion,
): Promise<Section | undefined> {
  const record = await runs.read(desk.repository.fullName, artifact);
  const { run } = record;
  const problem = checkPullRecord(workflowRun, artifact, run);
  if (problem !== undefined) {
    const { subject, expected, found } = problem;
    throw new PedigreeError("PROVENANCE_REFUSED", "a record is not commented on", {
      subject,
      expected,
      found,
    });
  }
  if (run.comment === false) return undefined;
  const notes = [...earlier];
  const { registry, model } = config;
  const registration = registry === undefined || model === undefined ? null : { registry, model };
  const page = `${desk.serverUrl}/${desk.repository.fullName}/actions/runs/${workflowRun.provenance.runId}`;
  const plots = await desk.plots(artifact.artifact.id, run.files);
  notes.push(...plots.warnings);
  const curves = await curvesOf(desk, record.curves, notes);
  const read = await readComparison(
    {
      baseline: desk.baseline,
      holder: registration === null ? null : await desk.holder(registration.registry),
    },
    {
      run,
      curves,
      baselineBranch: config.baseline?.branch ?? desk.defaultBranch,
      compare: config.compare,
      plots: plots.value,
      notebook: (path) => desk.notebook(artifact.artifact.id, path),
      gate: config.gate,
      registration,
      links: { server: desk.serverUrl, run: page, artifact: `${page}/artifacts/${artifact.artifact.id}` },
      fork,
    },
    notes,
  );
  const { runId, runAttempt, workflow, commit } = workflowRun.provenance;
  return {
    section: sectionKey(seriesOf(run), fork?.workflow),
    origin: {
      workflowRun: runId,
      attempt: runAttempt,
      runs: 1 + read.repeats,
      // A fork's file has the path that it likes; it makes nothing of ours an earlier run's.
      workflow: bounded(fork === undefined ? workflow : `${fork.repository}: ${workflow}`),
      commit,
    },
    expected,
    render: (budget) => renderComment(renderer, read.report(), budget),
  };
}

/** Curves only draw a chart. */
async function curvesOf(desk: TrainingDesk, bytes: Uint8Array | null, notes: string[]): Promise<Curves> {
  if (bytes === null) return new Map();
  return await attempt<Curves>("curves", notes, { ask: () => desk.curves(bytes), otherwise: new Map() });
}
