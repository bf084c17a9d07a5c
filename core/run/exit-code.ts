import type { CommandResult } from "../ports/recording.ts";

// A shell says 128 + number of the signal; 137 and 143 are what people search for.
const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGABRT: 134,
  SIGKILL: 137,
  SIGSEGV: 139,
  SIGTERM: 143,
};

/** The status with which whoever wraps a command ends: the command's own, or what a shell says of its signal. */
export function exitCodeOf({ exitCode, signal }: Pick<CommandResult, "exitCode" | "signal">): number {
  if (signal !== null) return SIGNALS[signal] ?? 1;
  return exitCode ?? 1;
}
