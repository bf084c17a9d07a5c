import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { groupLives, signalGroup } from "./process-group.ts";

/** How often it is looked whether a process group has ended. */
const LOOK_MS = 50;

type EndSignal = "SIGTERM" | "SIGKILL";

export interface EarlyEnd {
  /**
   * To be called when the command has ended: waits until its whole group has, where it was asked to. The last signal
   * that was sent, undefined when none was.
   */
  settle(): Promise<EndSignal | undefined>;
}

/**
 * Ends a command when it is asked for: SIGTERM to its group, and SIGKILL to what is left after the grace. A shell ends at
 * once, and the training that it started may still be writing its checkpoint, so it is the group that has the grace.
 */
export function endOnRequest(
  child: ChildProcess,
  request: AbortSignal | undefined,
  graceMs: number,
): EarlyEnd {
  let sent: EndSignal | undefined;
  let timer: NodeJS.Timeout | undefined;
  const send = (signal: EndSignal) => {
    sent = signal;
    signalGroup(child, signal);
  };
  const end = () => {
    send("SIGTERM");
    timer = setTimeout(() => send("SIGKILL"), graceMs);
  };
  if (request?.aborted === true) end();
  else request?.addEventListener("abort", end, { once: true });
  return {
    settle: async () => {
      request?.removeEventListener("abort", end);
      while (sent === "SIGTERM" && groupLives(child)) await sleep(LOOK_MS);
      clearTimeout(timer);
      return sent;
    },
  };
}
