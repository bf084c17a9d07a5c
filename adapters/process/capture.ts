import { execFile } from "node:child_process";

export interface Captured {
  readonly stdout: string;
  /** Null when the program could not be started, or did not end in time. */
  readonly exitCode: number | null;
  /** Why there is no exit code, or the first line of what it said on stderr. */
  readonly reason: string;
  /** Whether there is no such program. */
  readonly absent: boolean;
  /** Whether the output was longer than the limit. */
  readonly cut: boolean;
}

export interface CaptureOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly env?: NodeJS.ProcessEnv;
  /** `latin1` keeps every byte as one character; of what is no UTF-8, nothing would be left otherwise. */
  readonly encoding?: "utf8" | "latin1";
}

/** Runs a small program without a shell and returns what it printed; never throws. */
export function capture(
  program: string,
  args: readonly string[],
  options: CaptureOptions,
): Promise<Captured> {
  const { cwd, timeoutMs, maxBytes, env, encoding = "utf8" } = options;
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      {
        cwd,
        timeout: timeoutMs,
        maxBuffer: maxBytes,
        killSignal: "SIGKILL",
        encoding,
        env: env ?? process.env,
      },
      (error, stdout, stderr) => {
        if (error === null) return resolve({ stdout, exitCode: 0, reason: "", absent: false, cut: false });
        const cut = error.code?.toString() === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER";
        const absent = error.code?.toString() === "ENOENT";
        const exitCode = typeof error.code === "number" ? error.code : null;
        const said = stderr.trim().split("\n")[0] ?? "";
        const reason =
          error.killed === true && !cut ? `no answer within ${timeoutMs} ms` : said || error.message;
        return resolve({ stdout, exitCode, reason: reason.slice(0, 300), absent, cut });
      },
    );
  });
}
