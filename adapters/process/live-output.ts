import type { Writable } from "node:stream";

/** What shows a command's output while it runs. */
export interface LiveOutput {
  /** Waits until there is room for more, and never raises. */
  show(bytes: Uint8Array): Promise<void>;
  /** Lets go of the stream. */
  stop(): void;
}

/**
 * Shows output as long as anybody takes it. A pipe that its reader has closed, a terminal that has hung up and a disk that
 * is full take no more; the command must not notice, since it may have worked for days.
 */
export function showLive(stream: Writable): LiveOutput {
  let isGone = stream.destroyed;
  let wake = () => {};
  const go = () => {
    isGone = true;
    wake();
  };
  const drained = () => wake();
  stream.on("error", go).on("close", go).on("drain", drained);
  return {
    show: async (bytes) => {
      if (isGone || stream.write(bytes)) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    },
    stop: () => {
      stream.off("error", go).off("close", go).off("drain", drained);
    },
  };
}
