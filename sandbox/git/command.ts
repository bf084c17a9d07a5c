import { execFile } from "node:child_process";

export interface GitOutput {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** The largest output of one git command that is kept: a diff of a pull request, or a list of commits. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** An environment in which neither the machine's nor the user's git configuration changes what git prints. */
export function gitEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "",
    HOME: "/nonexistent",
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
}

/** Runs git in a bare repository. An exit status is a value; only git missing or killed is an error. */
export function runGit(folder: string, args: readonly string[]): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    execFile(
      "git",
      ["-C", folder, ...args],
      { encoding: "buffer", env: gitEnvironment(), maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === "number") resolve({ status, stdout, stderr: stderr.toString("utf8") });
        else reject(new Error(`git ${args[0] ?? ""} could not run in ${folder}`, { cause: error }));
      },
    );
  });
}

/** As `runGit`, for commands whose failure means that something is broken. */
export async function expectGit(folder: string, args: readonly string[]): Promise<Buffer> {
  const { status, stdout, stderr } = await runGit(folder, args);
  if (status === 0) return stdout;
  throw new Error(`git ${args.join(" ")} failed in ${folder} with ${status}: ${stderr.trim()}`);
}
