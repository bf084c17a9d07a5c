import type { BegunRun } from "../core/ports/job-memory.ts";
import type { RunRequest } from "../core/run/assemble.ts";
import type { RunConfig } from "../core/run/config.ts";
import { UNREAD_RUN_CONFIG } from "../core/run/default-config.ts";
import type { JobContext } from "../core/run/job-context.ts";
import { legOf } from "../core/run/leg.ts";
import { createRedactor } from "../core/run/redact.ts";
import { describeTrouble } from "../usecases/warnings.ts";
import { type ActionInputs, readRegistration } from "./inputs.ts";

export interface RequestPorts {
  readonly context: JobContext;
  /** The server's address. */
  readonly server: string;
  /** Values that must never be written. */
  readonly secrets: readonly string[];
  readonly config: (path: string) => Promise<RunConfig>;
}

/**
 * What is to be recorded of a run, by the inputs, the configuration and the job. Trouble with them is a warning of the
 * request. `begun` is null for a run that begins now.
 */
export async function requestOf(
  inputs: ActionInputs,
  ports: RequestPorts,
  begun: BegunRun | null,
): Promise<RunRequest> {
  const warnings = [...inputs.warnings, ...unknownsOf(inputs, begun)];
  const config =
    (await attempt("configuration", warnings, () => ports.config(inputs.config))) ?? UNREAD_RUN_CONFIG;
  const registration = await attempt("registration", warnings, async () => readRegistration(inputs, config));
  const { context } = ports;
  return {
    experiment: createRedactor(ports.secrets)(inputs.experiment ?? context.experiment).slice(0, 200),
    name: inputs.name,
    notes: inputs.notes,
    tags: inputs.tags,
    command: begun === null ? inputs.run : null,
    ...(begun === null ? {} : { startedAt: begun.startedAt }),
    metrics: inputs.metrics,
    params: inputs.params,
    data: inputs.data,
    artifacts: inputs.artifacts,
    model: inputs.model,
    baseModels: inputs.baseModels,
    config,
    registration,
    trigger: triggerOf(ports, inputs, config),
    comment: inputs.comment,
    source: context.source,
    jobStatus: statusOf(inputs, begun),
    redact: createRedactor(ports.secrets),
    warnings,
  };
}

function triggerOf({ context, secrets }: RequestPorts, { matrix }: ActionInputs, { compare }: RunConfig) {
  const leg = legOf(matrix, compare.repeats);
  if (context.trigger === null || leg === undefined) return context.trigger;
  return { ...context.trigger, leg: createRedactor(secrets)(leg) };
}

/** A command that was killed did not finish, whatever the job makes of its step: `continue-on-error` lets that succeed. */
function statusOf({ run, jobStatus }: ActionInputs, begun: BegunRun | null): ActionInputs["jobStatus"] {
  return begun !== null && run !== null && jobStatus === "finished" ? "failed" : jobStatus;
}

/** What a run that is closed later than it was begun cannot tell. */
function unknownsOf(inputs: ActionInputs, begun: BegunRun | null): readonly string[] {
  const killed = begun !== null && inputs.run !== null ? [KILLED] : [];
  const asksJob = begun !== null || inputs.run === null;
  return asksJob && inputs.jobStatus === null ? [...killed, NO_STATUS] : killed;
}

const KILLED = "command: the step ended before it could write its record, which is made of what was left";
const NO_STATUS = "job: how it stands is not known, so that the run counts as failed";

/** The page of the workflow run; null outside of Actions. */
export function pageOf({ context, server }: Pick<RequestPorts, "context" | "server">): string | null {
  const { repository } = context.source;
  if (repository === null || context.trigger === null) return null;
  return `${server}/${repository.fullName}/actions/runs/${context.trigger.runId}`;
}

/** The value, or null and a line of trouble. */
export async function attempt<T>(part: string, trouble: string[], work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    trouble.push(describeTrouble(part, error));
    return null;
  }
}
