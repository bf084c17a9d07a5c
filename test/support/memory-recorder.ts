import type { LiveMark } from "../../core/live/live-mark.ts";
import type { BegunRun, JobMemory, LiveMemory } from "../../core/ports/job-memory.ts";
import type { Recorder } from "../../core/ports/recorder.ts";

export const TOKEN = "0123456789abcdef0123456789abcdef";

/** A recorder that gathered nothing. */
export const memoryRecorder: Recorder = {
  open: () =>
    Promise.resolve({
      value: {
        folder: "/session",
        variables: { MLFLOW_TRACKING_URI: "http://127.0.0.1:1", MLFLOW_TRACKING_TOKEN: TOKEN },
        close: () =>
          Promise.resolve({
            value: {
              store: null,
              hardware: [],
              copy: () => Promise.resolve({ value: [], warnings: [] }),
              release: () => Promise.resolve(),
            },
            warnings: [],
          }),
      },
      warnings: [],
    }),
};

/** What was kept, newest last; null where the run was said to be recorded. */
export function memoryOfJob(): JobMemory & { readonly kept: (BegunRun | null)[] } {
  const kept: (BegunRun | null)[] = [];
  return {
    kept,
    keep: async (run) => void kept.push(run),
    forget: () => void kept.push(null),
    recall: () => Promise.resolve(kept.at(-1) ?? null),
  };
}

/** Which check shows the training. */
export function memoryOfCheck(begun: LiveMark | null = null): LiveMemory {
  let mark = begun;
  return {
    keep: (kept) => {
      mark = kept;
    },
    recall: () => mark,
  };
}
