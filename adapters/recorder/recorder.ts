import { existsSync } from "node:fs";
import type { Recorder } from "../../core/ports/recorder.ts";
import { openGathered, recorderSession } from "./session.ts";
import { readSessionFile } from "./session-file.ts";
import { type RecorderStart, startRecorder } from "./start-recorder.ts";

const GONE = "its folder is gone, and what it kept with it";
const LOST = "how it is reached is not known; what it kept is recorded";

/** A recorder of the step itself: started with it and ended with it. */
export function createRecorder(options: RecorderStart): Recorder {
  return {
    open: async () => {
      const { folder, address } = await startRecorder(options);
      return { value: recorderSession(folder, address), warnings: [] };
    },
  };
}

/** The recorder that an earlier step of the job started in this folder. */
export function resumeRecorder(folder: string): Recorder {
  return {
    open: async () => {
      const address = await readSessionFile(folder);
      if (address !== null) return { value: recorderSession(folder, address), warnings: [] };
      if (!existsSync(folder)) return { value: null, warnings: [`recorder: ${GONE}`] };
      return {
        value: { folder, variables: {}, close: () => openGathered(folder) },
        warnings: [`recorder: ${LOST}`],
      };
    },
  };
}
