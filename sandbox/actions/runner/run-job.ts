import { mkdir } from "node:fs/promises";
import { PedigreeError } from "../../../core/errors.ts";
import { evaluateText, evaluateTextMap } from "./expression.ts";
import { type JobSession, scopeOf } from "./job-session.ts";
import { type ActionState, runPre } from "./node-action.ts";
import type { Outcome } from "./outcome.ts";
import type { Annotation } from "./output.ts";
import { killGroup } from "./process.ts";
import { type ExecutedStep, executeStep, type Frame, isNode, outcomeOf } from "./step.ts";
import { property, type Template } from "./template.ts";
import { findAction } from "./uses.ts";
import type { JobDefinition, StepDefinition } from "./workflow.ts";

/** One step of a job as it went; steps of the runner itself (set-up, post) are among them. */
export interface StepResult {
  readonly id: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly conclusion: Outcome;
  readonly outputs: Readonly<Record<string, string>>;
  readonly exitCode: number | null;
  /** What it printed, secrets hidden. */
  readonly log: readonly string[];
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly startedAt: string;
  readonly completedAt: string;
}

export interface JobOutcome {
  readonly conclusion: "success" | "failure" | "cancelled";
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepResult[];
}

export interface JobRun {
  readonly session: JobSession;
  readonly definition: JobDefinition;
  readonly workflow: { readonly env: Template; readonly defaults: Template };
  readonly now: () => string;
}

/** Runs all steps of a job, then what its actions left for its end, and evaluates its outputs. */
export async function runJob(job: JobRun): Promise<JobOutcome> {
  const { session, definition } = job;
  const { workspace, temp, toolCache, home } = session.folders;
  await Promise.all([workspace, temp, toolCache, home].map((folder) => mkdir(folder, { recursive: true })));
  const steps: StepResult[] = [];
  const results = new Map<StepDefinition, ActionState>();
  setEnvironment(job);
  const frame: Frame = {
    session,
    parts: {},
    defaults: runDefaults(job),
    steps: session.steps,
    states: results,
  };
  for (const step of definition.steps) results.set(step, new Map());
  steps.push(...(await setUp(job, frame)));
  for (const step of definition.steps) {
    steps.push(await record(job, stepName(session, step), step.id, () => executeStep(frame, step)));
  }
  for (const post of session.posts.toReversed()) {
    steps.push(await record(job, post.name, "", () => runEnd(session, () => post.run())));
  }
  for (const group of session.groups) killGroup(group);
  const scope = scopeOf(session);
  const outputs = evaluateTextMap(property(definition.written, "outputs"), scope);
  return { conclusion: session.status, outputs, steps };
}

function setEnvironment({ session, definition, workflow }: JobRun): void {
  for (const env of [workflow.env, property(definition.written, "env")]) {
    const values = evaluateTextMap(env, scopeOf(session));
    for (const [name, value] of Object.entries(values)) session.env.set(name, value);
  }
}

/** `defaults.run` of the job over that of the workflow. */
function runDefaults({ session, definition, workflow }: JobRun): Frame["defaults"] {
  const read = (name: string) => {
    const own = property(property(property(definition.written, "defaults"), "run"), name);
    const common = property(property(workflow.defaults, "run"), name);
    const value = own ?? common;
    return value === null ? null : evaluateText(value, scopeOf(session));
  };
  return { shell: read("shell"), workingDirectory: read("working-directory") };
}

/**
 * Finds all actions that are not in the workspace and runs their `pre`, before the first step. An action that cannot be
 * found fails the job here, as GitHub's "Set up job" does; in the workspace there is nothing to find yet.
 */
async function setUp(job: JobRun, frame: Frame): Promise<readonly StepResult[]> {
  const { session, definition } = job;
  const steps: StepResult[] = [];
  for (const step of definition.steps) {
    if (step.uses === null || step.uses.startsWith(".")) continue;
    try {
      steps.push(...(await runPreOf(job, frame, step)));
    } catch (error) {
      if (!(error instanceof PedigreeError)) throw error;
      steps.push(
        await record(job, "Set up job", "", async () => {
          session.output.line(`::error::${error.message}`);
          session.status = "failure";
          return { outcome: "failure", conclusion: "failure", exitCode: null, summary: "" };
        }),
      );
    }
  }
  return steps;
}

async function runPreOf(job: JobRun, frame: Frame, step: StepDefinition): Promise<readonly StepResult[]> {
  const { session } = job;
  const used = findAction(session, step.uses ?? "");
  if (used.kind !== "action" || !isNode(used.action) || used.action.runs.pre === null) return [];
  const { action } = used;
  const call = { session, step, parts: frame.parts, defaults: frame.defaults, timeoutSeconds: undefined };
  const run = () => runPre(call, action, frame.states.get(step) ?? new Map());
  return [await record(job, `Pre ${action.name}`, "", () => runEnd(session, run))];
}

/** A `pre` or `post`: its failure fails the job, and nothing tolerates it. */
async function runEnd(
  session: JobSession,
  run: JobSession["posts"][number]["run"],
): Promise<Omit<ExecutedStep, "outputs">> {
  const attempt = await run();
  if (attempt === "skipped")
    return { outcome: "skipped", conclusion: "skipped", exitCode: null, summary: "" };
  const outcome = outcomeOf(session, attempt);
  if (outcome === "failure" && session.status === "success") session.status = "failure";
  return { outcome, conclusion: outcome, exitCode: attempt.exitCode, summary: attempt.summary };
}

async function record(
  job: JobRun,
  name: string,
  id: string,
  run: () => Promise<Omit<ExecutedStep, "outputs"> & { readonly outputs?: ExecutedStep["outputs"] }>,
): Promise<StepResult> {
  const startedAt = job.now();
  const output = job.session.output.begin(name);
  const executed = await run();
  return {
    id,
    name,
    startedAt,
    completedAt: job.now(),
    log: output.lines,
    annotations: output.annotations,
    outcome: executed.outcome,
    conclusion: executed.conclusion,
    exitCode: executed.exitCode,
    summary: executed.summary,
    outputs: { ...Object.fromEntries(output.outputs), ...executed.outputs },
  };
}

/** A step's `name:`, or what GitHub shows instead. */
function stepName(session: JobSession, step: StepDefinition): string {
  const name = property(step.written, "name");
  if (name !== null) return evaluateText(name, scopeOf(session));
  if (step.uses !== null) return `Run ${step.uses}`;
  const run = step.run;
  const text =
    typeof run === "string" ? run : typeof run === "object" && run?.kind === "expression" ? run.source : "";
  return `Run ${text.split("\n")[0] ?? ""}`;
}
