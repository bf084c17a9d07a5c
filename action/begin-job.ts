import type { ActionHost, JobEnvironment } from "../core/ports/action-host.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { JobMemory } from "../core/ports/job-memory.ts";
import type { Recorder, RecorderSession } from "../core/ports/recorder.ts";
import type { RunIds, WorkTree, WorkTreeReader } from "../core/ports/recording.ts";
import { describeTrouble } from "../usecases/warnings.ts";
import { trackingVariables } from "./tracking-variables.ts";

export interface BeginPorts {
  readonly host: ActionHost;
  readonly job: JobEnvironment;
  readonly clock: Clock;
  readonly ids: RunIds;
  readonly workTree: WorkTreeReader;
  readonly recorder: Recorder;
  readonly memory: JobMemory;
}

/**
 * The first part of a step that records the job: starts the recorder, tells the later steps how to reach it, and keeps
 * what the last part must know. Trouble is a warning: the training goes on, and the last part records what there is.
 */
export async function beginJob(ports: BeginPorts, env: NodeJS.ProcessEnv): Promise<void> {
  const { host, memory } = ports;
  const run = { id: ports.ids.next(), startedAt: ports.clock.now() };
  const session = await openSession(ports);
  const workTree = await readWorkTree(ports.workTree);
  await memory.keep({ ...run, session: session?.folder ?? null, workTree });
  host.setOutput("run-id", run.id);
  if (session === null) return;
  const { variables, notes } = trackingVariables(session.variables, env);
  for (const note of notes) host.info(`Pedigree: ${note}`);
  const token = session.variables.MLFLOW_TRACKING_TOKEN;
  if (token !== undefined) ports.job.hide(token);
  for (const [name, value] of Object.entries(variables)) ports.job.setVariable(name, value);
  host.info(`Pedigree: run ${run.id} is being recorded until the job ends`);
}

async function openSession({ recorder, host }: BeginPorts): Promise<RecorderSession | null> {
  try {
    const { value, warnings } = await recorder.open();
    for (const warning of warnings) host.warning(warning);
    return value;
  } catch (error) {
    host.warning(describeTrouble("recorder", error));
    return null;
  }
}

/** Null where nothing is checked out yet: the last part looks then. */
async function readWorkTree(reader: WorkTreeReader): Promise<WorkTree | null> {
  try {
    const { value } = await reader.read();
    return value.commit === null ? null : value;
  } catch {
    return null;
  }
}
