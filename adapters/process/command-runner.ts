import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { CommandResult, CommandRunner, Noted } from "../../core/ports/recording.ts";
import { MAX_OUTPUT_BYTES, type OutputFile, openOutputFile } from "./output-file.ts";
import { samplePeakMemory } from "./peak-memory.ts";
import { endedChildrenCpuSeconds } from "./process-tree.ts";

/**
 * GitHub sends SIGINT, after 7.5 s SIGTERM, and ends everything 2.5 s later. The command gets this long, so that
 * seconds are left to write its record.
 */
export const GRACE_MS = 4_000;

/** How long output of background processes is awaited after the command itself has ended. */
const DRAIN_MS = 1_000;

export interface CommandRunnerOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly graceMs?: number;
  /** What is run in place of the line, word by word and without a shell; the line only tells of it. */
  readonly program?: readonly [string, ...string[]];
  /** Whether the command reads this process's standard input; it finds none otherwise. */
  readonly passInput?: boolean;
}

/**
 * Runs a command line as a `run:` step does (`bash -eo pipefail`, or `sh -e` where there is no bash), in a process group of
 * its own. SIGINT and SIGTERM of this process reach the whole group; what is left after the grace is killed.
 */
export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  return {
    run: async (line, { path, redact, variables = {} }) => {
      const output = await openOutputFile(path, redact);
      const cpuBefore = await endedChildrenCpuSeconds();
      const started = performance.now();
      const child = start(line, { ...options, env: { ...options.env, ...variables } });
      const memory = samplePeakMemory(child.pid ?? 0);
      const cancel = forwardSignals(child, options.graceMs ?? GRACE_MS);
      const streams = Promise.all([
        relay(child.stdout, options.stdout, (chunk) => output.write("stdout", chunk)),
        relay(child.stderr, options.stderr, (chunk) => output.write("stderr", chunk)),
      ]);
      const ended = await exitOf(child);
      const wallSeconds = (performance.now() - started) / 1000;
      const peakMemoryBytes = memory.stop();
      await drain(child, streams);
      const cancelled = cancel.stop();
      const cpuAfter = await endedChildrenCpuSeconds();
      const cpuSeconds = cpuBefore === null || cpuAfter === null ? null : Math.max(0, cpuAfter - cpuBefore);
      const result = { ...ended.value, cancelled, wallSeconds, cpuSeconds, peakMemoryBytes };
      return { value: result, warnings: [...ended.warnings, ...(await closeOutput(output))] };
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
  live: Writable,
  keep: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  if (source === null) return;
  try {
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk);
      if (!live.write(bytes)) await new Promise((resolve) => live.once("drain", resolve));
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

async function closeOutput(output: OutputFile): Promise<readonly string[]> {
  const { cut } = await output.close();
  return cut ? [`output: more than ${MAX_OUTPUT_BYTES} bytes; the rest is left out`] : [];
}

function forwardSignals(child: ChildProcess, graceMs: number): { stop(): boolean } {
  let cancelled = false;
  let timer: NodeJS.Timeout | undefined;
  const send = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  const forward = (signal: NodeJS.Signals) => {
    cancelled = true;
    send(signal);
    timer ??= setTimeout(() => send("SIGKILL"), graceMs);
  };
  process.on("SIGINT", forward);
  process.on("SIGTERM", forward);
  return {
    stop: () => {
      clearTimeout(timer);
      process.off("SIGINT", forward);
      process.off("SIGTERM", forward);
      if (cancelled) send("SIGKILL");
      return cancelled;
    },
  };
}
