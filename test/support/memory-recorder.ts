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

/** What was kept, newest last; the folder where the run was said to be recorded, and null when that was sent. */
export function memoryOfJob(): JobMemory & { readonly kept: (BegunRun | string | null)[] } {
  const kept: (BegunRun | string | null)[] = [];
  const newest = () => kept.at(-1) ?? null;
  return {
    kept,
    keep: async (run) => void kept.push(run),
    recorded: (folder) => void kept.push(folder),
    sent: () => void kept.push(null),
    recall: async () => {
      const run = newest();
      return typeof run === "string" ? null : run;
    },
    unsent: () => {
      const folder = newest();
      return typeof folder === "string" ? folder : null;
    },
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
