import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

export interface Command {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  /** The whole environment of the process: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutSeconds?: number | undefined;
}

export interface Ended {
  /** The process group: what the process started and left behind is in it. */
  readonly group: number | null;
  readonly exitCode: number | null;
  readonly reason: "exit" | "timeout" | "cancelled";
}

/** As GitHub's runner: SIGINT, after 7.5 s SIGTERM, after 2.5 s more the end. */
const INTERRUPT_MILLISECONDS = 7500;
const TERMINATE_MILLISECONDS = 2500;
/** A process that a step left behind may hold its output open; the step does not wait for it any longer. */
const DRAIN_MILLISECONDS = 2000;

/** Runs a process to its end, each of its lines of output as it comes; a signal or the timeout ends its group. */
export async function runProcess(command: Command): Promise<Ended> {
  if (command.signal?.aborted === true) return { group: null, exitCode: null, reason: "cancelled" };
  const child = spawn(command.file, command.arguments, {
    cwd: command.folder,
    env: { ...command.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const ending = createEnding(child, command);
  const output = Promise.all([
    readLines(child.stdout, command.onLine),
    readLines(child.stderr, command.onLine),
  ]);
  try {
    const exitCode = await exitOf(child);
    if (ending.reason() !== "exit") killGroup(child.pid ?? null);
    await Promise.race([output, delay(DRAIN_MILLISECONDS, undefined, { ref: false })]);
    return { group: child.pid ?? null, exitCode, reason: ending.reason() };
  } finally {
    ending.clear();
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function createEnding(child: ChildProcess, command: Command): { reason(): Ended["reason"]; clear(): void } {
  let reason: Ended["reason"] = "exit";
  const timers: NodeJS.Timeout[] = [];
  const stop = (why: Ended["reason"]) => {
    if (reason !== "exit") return;
    reason = why;
    signalGroup(child, "SIGINT");
    timers.push(setTimeout(() => signalGroup(child, "SIGTERM"), INTERRUPT_MILLISECONDS));
    const last = INTERRUPT_MILLISECONDS + TERMINATE_MILLISECONDS;
    timers.push(setTimeout(() => signalGroup(child, "SIGKILL"), last));
  };
  const cancel = () => stop("cancelled");
  command.signal?.addEventListener("abort", cancel, { once: true });
  if (command.timeoutSeconds !== undefined) {
    timers.push(setTimeout(() => stop("timeout"), command.timeoutSeconds * 1000));
  }
  return {
    reason: () => reason,
    clear() {
      for (const timer of timers) clearTimeout(timer);
      command.signal?.removeEventListener("abort", cancel);
    },
  };
}

/** The child leads a group of its own, so that what it started ends with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined && child.exitCode === null) kill(child.pid, signal);
}

/** Ends what a process left behind. */
export function killGroup(group: number | null): void {
  if (group !== null) kill(group, "SIGKILL");
}

function kill(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // The group has ended in the meantime.
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code));
  });
}

async function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
    onLine(line);
}
