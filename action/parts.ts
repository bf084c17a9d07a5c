import type { BegunRun, JobMemory } from "../core/ports/job-memory.ts";
import type { Recorder } from "../core/ports/recorder.ts";
import type { RunIds, WorkTreeReader } from "../core/ports/recording.ts";
import type { RecordPorts } from "../usecases/record-run.ts";

/**
 * How a run is tied to the parts of its step. One that was begun keeps its number and the work tree of that moment; one that
 * begins now leaves word of itself, so that the step's last part can close it should this one be killed.
 */
export function partsOf(
  ports: RecordPorts & { readonly memory?: JobMemory },
  begun: BegunRun | null,
): Pick<RecordPorts, "ids" | "workTree" | "recorder"> {
  const { ids, workTree, recorder = null, memory } = ports;
  if (begun !== null) return { ids: constant(begun), workTree: kept(begun, workTree), recorder };
  if (recorder === null || memory === undefined) return { ids, workTree, recorder };
  const run = { id: ids.next(), startedAt: ports.clock.now(), workTree: null };
  return { ids: constant(run), workTree, recorder: remembered(recorder, memory, run) };
}

function constant({ id }: Pick<BegunRun, "id">): RunIds {
  return { next: () => id };
}

function kept(
  { workTree, workTreeWarnings: warnings = [] }: BegunRun,
  reader: WorkTreeReader,
): WorkTreeReader {
  return workTree === null ? reader : { read: () => Promise.resolve({ value: workTree, warnings }) };
}

function remembered(recorder: Recorder, memory: JobMemory, run: Omit<BegunRun, "session">): Recorder {
  return {
    open: async () => {
      const opened = await recorder.open();
      await memory.keep({ ...run, session: opened.value?.folder ?? null });
      return opened;
    },
  };
}
