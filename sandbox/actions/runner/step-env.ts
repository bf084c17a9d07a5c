import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseCommandFile } from "./command-file.ts";
import type { JobSession } from "./job-session.ts";

/** The files through which one step speaks to the runner. */
export interface CommandFiles {
  readonly env: Readonly<Record<string, string>>;
  /** Reads what the step wrote; what concerns the job is put into the session. */
  collect(): {
    readonly outputs: ReadonlyMap<string, string>;
    readonly state: ReadonlyMap<string, string>;
    readonly summary: string;
  };
}

/** GitHub refuses a step's summary over 1 MiB. */
const MAX_SUMMARY_BYTES = 1024 * 1024;

export interface OwnEnv {
  /** Variables of the step (and of the composite action around it); they cannot replace the runner's own. */
  readonly step?: Readonly<Record<string, string>> | undefined;
  /** Members of the `github` context that differ in this step. */
  readonly github?: Readonly<Record<string, string>> | undefined;
  /** What the runner adds for this process: inputs, state, command files. */
  readonly runner: Readonly<Record<string, string>>;
}

/**
 * The environment of a process of the job: the workflow's, the job's, earlier steps' and the step's own variables, then
 * GitHub's contract. Nothing of the parent's environment but where programs are found.
 */
export function processEnv(session: JobSession, own: OwnEnv): Record<string, string> {
  const { folders } = session;
  return {
    PATH: [...session.path.toReversed(), dirname(process.execPath), ...systemPath()].join(":"),
    HOME: folders.home,
    LANG: "C.UTF-8",
    CI: "true",
    ...Object.fromEntries(session.env),
    ...own.step,
    GITHUB_ACTIONS: "true",
    ...githubEnv({ ...session.github, ...own.github }),
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    RUNNER_NAME: "sandbox",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.toolCache,
    RUNNER_WORKSPACE: dirname(folders.workspace),
    ...own.runner,
  };
}

function githubEnv(github: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(github).map(
    ([name, value]) => [`GITHUB_${name.toUpperCase()}`, value] as const,
  );
  return Object.fromEntries(pairs);
}

/** Where this machine's programs are; a package manager's own additions to PATH are left out. */
function systemPath(): readonly string[] {
  return (process.env.PATH ?? "")
    .split(":")
    .filter((folder) => folder !== "" && !folder.includes("node_modules"));
}

let files = 0;

export function createCommandFiles(session: JobSession): CommandFiles {
  const folder = join(session.folders.temp, "_runner_file_commands");
  mkdirSync(folder, { recursive: true });
  files++;
  const create = (name: string) => {
    const file = join(folder, `${name}_${files}`);
    writeFileSync(file, "");
    return file;
  };
  const env = {
    GITHUB_OUTPUT: create("set_output"),
    GITHUB_ENV: create("set_env"),
    GITHUB_PATH: create("add_path"),
    GITHUB_STATE: create("save_state"),
    GITHUB_STEP_SUMMARY: create("step_summary"),
  };
  return {
    env,
    collect() {
      for (const [name, value] of read(env.GITHUB_ENV, "GITHUB_ENV")) session.env.set(name, value);
      const added = readFileSync(env.GITHUB_PATH, "utf8").split("\n");
      session.path.push(...added.filter((line) => line !== ""));
      return {
        outputs: read(env.GITHUB_OUTPUT, "GITHUB_OUTPUT"),
        state: read(env.GITHUB_STATE, "GITHUB_STATE"),
        summary: summaryOf(session, env.GITHUB_STEP_SUMMARY),
      };
    },
  };
}

function read(file: string, subject: string): ReadonlyMap<string, string> {
  return parseCommandFile(readFileSync(file, "utf8"), subject);
}

function summaryOf(session: JobSession, file: string): string {
  const bytes = readFileSync(file);
  if (bytes.length <= MAX_SUMMARY_BYTES) return bytes.toString("utf8");
  session.output.line(`::error::the step summary has ${bytes.length} bytes, more than ${MAX_SUMMARY_BYTES}`);
  return "";
}
