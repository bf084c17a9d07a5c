import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type CliOutcome, runCli } from "../../cli/run.ts";
import { createCliPorts } from "../../cli/wire.ts";
import { tempFolder, writeFiles } from "./temp-folder.ts";

const MAIN = join(import.meta.dirname, "../../cli/main.ts");

/** A training without a library: 20 steps, the faster the greater `--lr`; it ends as `--exit` says. */
const TRAIN = `
import { writeFileSync } from "node:fs";
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const lr = option("--lr", 0.1);
const rows = Array.from({ length: 20 }, (_, step) => ({ step, auc: 1 - 0.5 * Math.exp(-lr * step), loss: 1 / (1 + lr * step) }));
writeFileSync("metrics.jsonl", rows.map((row) => JSON.stringify(row)).join("\\n"));
console.log("trained with", lr);
process.exitCode = option("--exit", 0);
`;
const CONFIG = `
metrics:
  auc: { goal: maximize, tolerance: 0.002 }
  loss: { goal: minimize }
`;

export interface LocalProject {
  readonly folder: string;
  git(...args: readonly string[]): string;
  /** One call of the command line in this process; nothing that it runs may outlive a test. */
  pedigree(...argv: readonly string[]): Promise<CliOutcome>;
  /** The same as a process of its own. */
  spawned(...argv: readonly string[]): Promise<CliOutcome>;
}

/** The environment of a person's shell, with nothing of the tests' own; no Python, whose packages take seconds to list. */
export function shellEnvironment(): NodeJS.ProcessEnv {
  const bin = tempFolder();
  for (const name of ["git", "sh", "true"]) symlinkSync(`/usr/bin/${name}`, join(bin, name));
  return { PATH: `${join(process.execPath, "..")}:${bin}`, HOME: process.env.HOME };
}

/** A repository `churn` with a training and goals for its metrics, committed on main. */
export async function localProject(): Promise<LocalProject> {
  const folder = join(tempFolder(), "churn");
  mkdirSync(folder);
  await writeFiles(folder, { "train.mjs": TRAIN, ".github/pedigree.yml": CONFIG });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "train");
  const env = shellEnvironment();
  return {
    folder,
    git,
    pedigree: (...argv) => runCli(argv, { ports: createCliPorts(env, folder), version: "1.2.3" }),
    spawned: (...argv) =>
      new Promise((resolve) => {
        execFile(process.execPath, [MAIN, ...argv], { cwd: folder, env }, (error, stdout, stderr) => {
          const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
          resolve({ stdout, stderr, status });
        });
      }),
  };
}

/** Starts the command line as a process that the test watches and ends. */
export function startPedigree(folder: string, argv: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd: folder, env: shellEnvironment() });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, said: () => ({ stdout, stderr }) };
}
