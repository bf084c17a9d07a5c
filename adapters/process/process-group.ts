import type { ChildProcess } from "node:child_process";

/** Sends a signal to a whole process group; where the system has none, to the process. A group that is gone is no trouble. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  reach(child, signal);
}

/** Whether anything of a process group is still there. */
export function groupLives(child: ChildProcess): boolean {
  return reach(child, 0);
}

function reach({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
    return true;
  } catch {
    return false;
  }
}
