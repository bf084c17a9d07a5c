import { PedigreeError } from "../../../core/errors.ts";
import type { ActionFile, CompositeAction, NodeAction } from "./action-file.ts";
import { actionInputs } from "./action-inputs.ts";
import type { RunDefaults, StepCall } from "./attempt.ts";
import { evaluateText, evaluateTextMap, holds } from "./expression.ts";
import { type JobSession, type ScopeParts, type StepContext, scopeOf } from "./job-session.ts";
import { type ActionState, runNodeAction } from "./node-action.ts";
import { type Attempt, DONE, type Outcome } from "./outcome.ts";
import { runScript } from "./run-script.ts";
import { property } from "./template.ts";
import { findAction } from "./uses.ts";
import type { StepDefinition } from "./workflow.ts";

/** Where a step stands: in a job, or in a composite action, with the contexts that go with it. */
export interface Frame {
  readonly session: JobSession;
  readonly parts: ScopeParts;
  readonly defaults: RunDefaults;
  /** Results of this frame's steps, by id. */
  readonly steps: Map<string, StepContext>;
  /** State that `pre` of an action left, by step. */
  readonly states: ReadonlyMap<StepDefinition, ActionState>;
}

/** How a step ended, with its context's outcome and conclusion. */
export interface ExecutedStep extends StepContext {
  readonly exitCode: number | null;
  readonly summary: string;
}

const SKIPPED: ExecutedStep = {
  outcome: "skipped",
  conclusion: "skipped",
  outputs: {},
  exitCode: null,
  summary: "",
};

/**
 * Runs one step if its condition holds. A failure is a result, never a throw, and marks the job as failed unless
 * `continue-on-error` says otherwise.
 */
export async function executeStep(frame: Frame, step: StepDefinition): Promise<ExecutedStep> {
  const executed = await attemptStep(frame, step);
  if (executed.conclusion === "failure" && frame.session.status === "success")
    frame.session.status = "failure";
  if (frame.session.signal?.aborted === true) frame.session.status = "cancelled";
  const { outputs, outcome, conclusion } = executed;
  frame.steps.set(step.id, { outputs, outcome, conclusion });
  return executed;
}

async function attemptStep(frame: Frame, step: StepDefinition): Promise<ExecutedStep> {
  const { session } = frame;
  try {
    const scope = scopeOf(session, frame.parts);
    if (!holds(step.condition, scope)) return SKIPPED;
    const env = { ...frame.parts.env, ...evaluateTextMap(property(step.written, "env"), scope) };
    const call = createCall(frame, step, env);
    const attempt = await perform(frame, call);
    return toExecuted(call, attempt);
  } catch (error) {
    // A wrong action file, expression or file command fails the step, as on GitHub; other errors are defects.
    if (!(error instanceof PedigreeError)) throw error;
    session.output.line(`::error::${error.message}`);
    return { ...SKIPPED, outcome: "failure", conclusion: "failure" };
  }
}

function createCall(frame: Frame, step: StepDefinition, env: Record<string, string>): StepCall {
  const parts = { ...frame.parts, env };
  const minutes = property(step.written, "timeout-minutes");
  const seconds =
    minutes === null ? undefined : Number(evaluateText(minutes, scopeOf(frame.session, parts))) * 60;
  return { session: frame.session, step, parts, defaults: frame.defaults, timeoutSeconds: seconds };
}

function perform(frame: Frame, call: StepCall): Promise<Attempt> {
  const { uses } = call.step;
  if (uses === null) return runScript(call);
  const used = findAction(call.session, uses);
  if (used.kind === "built-in") return used.run(call);
  const { action } = used;
  const within = { ...call, parts: { ...call.parts, github: { ...call.parts.github, ...used.github } } };
  if (isNode(action)) return runNodeAction(within, action, frame.states.get(call.step) ?? new Map());
  if (isComposite(action)) return runComposite(within, action);
  throw new Error("an action is neither JavaScript nor composite");
}

export function isNode(action: ActionFile): action is ActionFile & { readonly runs: NodeAction } {
  return action.runs.kind === "node";
}

function isComposite(action: ActionFile): action is ActionFile & { readonly runs: CompositeAction } {
  return action.runs.kind === "composite";
}

/** Runs the steps of a composite action in contexts of their own; the first failure is the action's. */
async function runComposite(
  call: StepCall,
  action: ActionFile & { readonly runs: CompositeAction },
): Promise<Attempt> {
  const { session } = call;
  const before = session.status;
  const steps = new Map<string, StepContext>();
  const parts = { ...call.parts, inputs: actionInputs(call, action), steps };
  const frame: Frame = {
    ...call,
    parts,
    steps,
    states: new Map(),
    defaults: { shell: null, workingDirectory: null },
  };
  const executed: ExecutedStep[] = [];
  for (const step of action.runs.steps) executed.push(await executeStep(frame, step));
  const failed = executed.find((step) => step.conclusion === "failure");
  // The job's own status is decided by the step that uses the action.
  if (session.status === "failure") session.status = before;
  const scope = scopeOf(session, parts);
  const outputs = [...action.outputs].map(([name, value]) => [name, evaluateText(value, scope)] as const);
  return {
    ...DONE,
    reason: executed.some((step) => step.outcome === "cancelled") ? "cancelled" : "exit",
    exitCode: failed === undefined ? 0 : (failed.exitCode ?? 1),
    outputs: Object.fromEntries(outputs),
    summary: executed.map((step) => step.summary).join(""),
  };
}

function toExecuted(call: StepCall, attempt: Attempt): ExecutedStep {
  const { session, step, parts } = call;
  const outcome = outcomeOf(session, attempt);
  const tolerated = property(step.written, "continue-on-error");
  const tolerates = tolerated !== null && evaluateText(tolerated, scopeOf(session, parts)) === "true";
  const conclusion = outcome === "failure" && tolerates ? "success" : outcome;
  return {
    outcome,
    conclusion,
    outputs: attempt.outputs,
    exitCode: attempt.exitCode,
    summary: attempt.summary,
  };
}

/** The outcome of an attempt; says in the log what ended it, as GitHub does. */
export function outcomeOf(session: JobSession, attempt: Attempt): Outcome {
  if (attempt.reason === "cancelled") {
    session.output.line("::error::The operation was canceled.");
    return "cancelled";
  }
  if (attempt.reason === "timeout") {
    session.output.line("::error::The action has timed out.");
    return "failure";
  }
  if (attempt.exitCode === 0) return "success";
  session.output.line(`::error::Process completed with exit code ${attempt.exitCode ?? "unknown"}.`);
  return "failure";
}
