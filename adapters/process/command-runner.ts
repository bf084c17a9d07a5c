import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { CommandResult, CommandRunner, Noted } from "../../core/ports/recording.ts";
import { endOnRequest } from "./early-end.ts";
import { type LiveOutput, showLive } from "./live-output.ts";
import { openOutputFile } from "./output-file.ts";
import { samplePeakMemory } from "./peak-memory.ts";
import { signalGroup } from "./process-group.ts";
import { endedChildrenCpuSeconds } from "./process-tree.ts";

/**
 * GitHub sends SIGINT, after 7.5 s SIGTERM, and ends everything 2.5 s later. The command gets this long, so that
 * seconds are left to write its record.
 */
export const GRACE_MS = 4_000;

/**
 * What a training that is ended early gets: enough for a checkpoint. It costs little, since a training that ends sooner is
 * not waited for.
 */
export const STOP_GRACE_MS = 30_000;

/** How long output of background processes is awaited after the command itself has ended. */
const DRAIN_MS = 1_000;

export interface CommandRunnerOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly graceMs?: number;
  readonly stopGraceMs?: number;
  /** What is run in place of the line, word by word and without a shell; the line only tells of it. */
  readonly program?: readonly [string, ...string[]];
  /** Whether the command reads this process's standard input; it finds none otherwise. */
  readonly passInput?: boolean;
  /** What cancels the command: all three where nothing else is said. */
  readonly signals?: readonly NodeJS.Signals[];
}

const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command line as a `run:` step does (`bash -eo pipefail`, or `sh -e` where there is no bash), in a process group of
 * its own. SIGINT, SIGTERM and SIGHUP of this process reach the whole group; what is left after the grace is killed. So it is
 * when the command is asked to end early, after a longer grace. Where nobody looks at the output any more, the command goes on.
 */
export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  return {
    run: async (line, { path, redact, variables = {}, stop }) => {
      const output = await openOutputFile(path, redact);
      const cpuBefore = await endedChildrenCpuSeconds();
      const started = performance.now();
      const child = start(line, { ...options, env: { ...options.env, ...variables } });
      const memory = samplePeakMemory(child.pid ?? 0);
      const cancel = forwardSignals(child, options);
      const early = endOnRequest(child, stop, options.stopGraceMs ?? STOP_GRACE_MS);
      const shown = [showLive(options.stdout), showLive(options.stderr)] as const;
      const streams = Promise.all([
        relay(child.stdout, shown[0], (chunk) => output.write("stdout", chunk)),
        relay(child.stderr, shown[1], (chunk) => output.write("stderr", chunk)),
      ]);
      const ended = await exitOf(child);
      const askedToEnd = await early.settle();
      const wallSeconds = (performance.now() - started) / 1000;
      const peakMemoryBytes = memory.stop();
      await drain(child, streams);
      for (const live of shown) live.stop();
      const cancelled = cancel.stop();
      const cpuAfter = await endedChildrenCpuSeconds();
      const cpuSeconds = cpuBefore === null || cpuAfter === null ? null : Math.max(0, cpuAfter - cpuBefore);
      const measured = { ...ended.value, cancelled, wallSeconds, cpuSeconds, peakMemoryBytes };
      const result = askedToEnd === undefined ? measured : { ...measured, askedToEnd };
      return { value: result, warnings: [...ended.warnings, ...(await output.close())] };
    },
  };
}

function start(line: string, options: CommandRunnerOptions): ChildProcess {
  const { cwd, env, passInput } = options;
  const [program, args] = options.program === undefined ? shellOf(line) : wordsOf(options.program);
  return spawn(program, args, {
    cwd,
    env,
    detached: process.platform !== "win32",
    stdio: [passInput === true ? "inherit" : "ignore", "pipe", "pipe"],
  });
}

function wordsOf([program, ...args]: readonly [string, ...string[]]): readonly [string, string[]] {
  return [program, args];
}

function shellOf(line: string): readonly [string, string[]] {
  const bash = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"].find((path) => existsSync(path));
  if (bash === undefined && process.platform !== "win32") return ["sh", ["-e", "-c", line]];
  return [bash ?? "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", line]];
}

type Ended = Noted<Pick<CommandResult, "exitCode" | "signal">>;

function exitOf(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.once("error", (error) =>
      // 127 is what a shell says of a program that it cannot start.
      resolve({
        value: { exitCode: 127, signal: null },
        warnings: [`command: cannot be started: ${error.message}`],
      }),
    );
    child.once("exit", (exitCode, signal) => resolve({ value: { exitCode, signal }, warnings: [] }));
  });
}

async function relay(
  source: Readable | null,
  live: LiveOutput,
  keep: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  if (source === null) return;
  try {
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk);
      await live.show(bytes);
      await keep(bytes);
    }
  } catch {
    // The stream was given up in `drain`; what was read until then is kept.
  }
}

async function drain(child: ChildProcess, streams: Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, DRAIN_MS);
  await streams;
  clearTimeout(timer);
}

function forwardSignals(
  child: ChildProcess,
  { graceMs = GRACE_MS, signals = SIGNALS }: CommandRunnerOptions,
): { stop(): boolean } {
  let cancelled = false;
  let timer: NodeJS.Timeout | undefined;
  const forward = (signal: NodeJS.Signals) => {
    cancelled = true;
    signalGroup(child, signal);
    timer ??= setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  };
  for (const signal of signals) process.on(signal, forward);
  return {
    stop: () => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, forward);
      if (cancelled) signalGroup(child, "SIGKILL");
      return cancelled;
    },
  };
}
