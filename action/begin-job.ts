import type { LiveOrder } from "../core/live/live-order.ts";
import type { ActionHost, JobEnvironment } from "../core/ports/action-host.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { BegunRun, JobMemory } from "../core/ports/job-memory.ts";
import type { Recorder, RecorderSession } from "../core/ports/recorder.ts";
import type { RunIds, WorkTreeReader } from "../core/ports/recording.ts";
import { describeTrouble } from "../usecases/warnings.ts";
import type { ActionInputs } from "./inputs.ts";
import type { LivePorts } from "./live/ports.ts";
import { subjectOf } from "./live/subject.ts";
import { pageOf, type RequestPorts, requestOf } from "./request.ts";

export interface BeginPorts extends RequestPorts {
  readonly host: ActionHost;
  readonly job: JobEnvironment;
  readonly clock: Clock;
  readonly ids: RunIds;
  readonly workTree: WorkTreeReader;
  /** The recorder that the job gets; with an order it shows the job while it runs. */
  readonly listener: (order: LiveOrder | null) => Recorder;
  readonly memory: JobMemory;
  /** Left out, no job is shown while it runs. */
  readonly live?: LivePorts;
}

/**
 * The first part of a step that records the job: starts the recorder, tells the later steps how to reach it, and keeps
 * what the last part must know. Trouble is a warning: the training goes on, and the last part records what there is.
 */
export async function beginJob(inputs: ActionInputs, ports: BeginPorts): Promise<void> {
  const { host, memory } = ports;
  const run = { id: ports.ids.next(), startedAt: ports.clock.now() };
  const order = await orderOf(inputs, ports, run.startedAt);
  const [session, workTree] = await Promise.all([openSession(ports, order), readWorkTree(ports.workTree)]);
  await memory.keep({ ...run, session: session?.folder ?? null, ...workTree });
  if (session !== null && order !== null) ports.live?.end.memory.keep(order.board.mark);
  host.setOutput("run-id", run.id);
  if (session === null) return;
  for (const [name, value] of Object.entries(session.variables)) ports.job.setVariable(name, value);
  host.info(`Pedigree: run ${run.id} is being recorded until the job ends`);
}

/** Null where the job is not shown. What is wrong with inputs and configuration is told when the run is recorded. */
async function orderOf(
  inputs: ActionInputs,
  ports: BeginPorts,
  startedAt: string,
): Promise<LiveOrder | null> {
  if (ports.live === undefined || inputs.live === "false") return null;
  const request = await requestOf(inputs, ports, null);
  const subject = subjectOf(inputs, request, { startedAt, page: pageOf(ports) });
  return ports.live.order({ request, subject, startedAt });
}

async function openSession(
  { listener, host }: BeginPorts,
  order: LiveOrder | null,
): Promise<RecorderSession | null> {
  try {
    const { value, warnings } = await listener(order).open();
    for (const warning of warnings) host.warning(warning);
    return value;
  } catch (error) {
    host.warning(describeTrouble("recorder", error));
    return null;
  }
}

/** Null where nothing is checked out yet: the last part looks then. */
async function readWorkTree(
  reader: WorkTreeReader,
): Promise<Pick<BegunRun, "workTree" | "workTreeWarnings">> {
  try {
    const { value, warnings } = await reader.read();
    if (value.commit === null) return { workTree: null };
    return { workTree: value, ...(warnings.length === 0 ? {} : { workTreeWarnings: warnings }) };
  } catch {
    return { workTree: null };
  }
}
