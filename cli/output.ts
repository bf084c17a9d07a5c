import type { CliOutcome } from "./run.ts";

/** Where a process answers: its standard output and standard error. */
export interface Output {
  /** Writes the answer and whatever is beside it, and sets the exit status. */
  answer(outcome: CliOutcome): void;
}

type Process = Pick<NodeJS.Process, "stdout" | "stderr" | "exit" | "exitCode">;

/** Nobody reads any more: a pipe whose reader has ended, or a terminal that has hung up. */
const CLOSED: readonly unknown[] = ["EPIPE", "EIO", "ECONNRESET"];

/**
 * Output that may be closed, as by `| head`. Who needs no more of the answer gets the status that it has; a command that
 * answers line by line ends then, since nobody reads it. Where `goesOn`, nothing of this ends the process.
 */
export function openOutput(process: Process, { goesOn }: { readonly goesOn: boolean }): Output {
  let hasAnswered = false;
  process.stderr.on("error", () => {});
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (!CLOSED.includes(error.code)) {
      process.stderr.write(`pedigree: the answer cannot be written to standard output: ${error.code}\n`);
      if (!goesOn) process.exitCode = process.exitCode || 2;
    }
    if (!hasAnswered && !goesOn) process.exit();
  });
  return {
    answer: ({ stdout, stderr, status }) => {
      hasAnswered = true;
      process.exitCode = status;
      if (stdout !== "") process.stdout.write(stdout);
      if (stderr !== "") process.stderr.write(stderr);
    },
  };
}
