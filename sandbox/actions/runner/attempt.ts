import type { JobSession, ScopeParts } from "./job-session.ts";
import type { Attempt } from "./outcome.ts";
import { type Command, runProcess } from "./process.ts";
import { createCommandFiles, processEnv } from "./step-env.ts";
import type { StepDefinition } from "./workflow.ts";

/** One step that is about to run. */
export interface StepCall {
  readonly session: JobSession;
  readonly step: StepDefinition;
  /** Contexts of this step beside the job's; `env` holds the step's own variables. */
  readonly parts: ScopeParts;
  readonly defaults: RunDefaults;
  readonly timeoutSeconds: number | undefined;
}

/** `defaults.run` of the workflow and of the job, evaluated. */
export interface RunDefaults {
  readonly shell: string | null;
  readonly workingDirectory: string | null;
}

/**
 * Runs a process of a step with GitHub's environment and command files, and reads what it wrote into them.
 * `env` is what the runner adds: inputs and state.
 */
export async function runStepProcess(
  call: Omit<StepCall, "step" | "defaults">,
  command: Pick<Command, "file" | "arguments" | "folder">,
  env: Readonly<Record<string, string>> = {},
): Promise<Attempt> {
  const { session, parts, timeoutSeconds } = call;
  const files = createCommandFiles(session);
  const ended = await runProcess({
    ...command,
    env: processEnv(session, { step: parts.env, github: parts.github, runner: { ...env, ...files.env } }),
    onLine: (line) => session.output.line(line),
    // Steps that run because of a cancellation are not ended by it.
    signal: session.signal?.aborted === true ? undefined : session.signal,
    timeoutSeconds,
  });
  if (ended.group !== null) session.groups.push(ended.group);
  const { outputs, state, summary } = files.collect();
  const { exitCode, reason } = ended;
  return { exitCode, reason, outputs: Object.fromEntries(outputs), state, summary };
}
