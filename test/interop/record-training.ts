import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Run, runSchema } from "../../core/run/run.ts";
import { type Expectation, expectationSchema } from "./check-record.ts";
import type { Training } from "./trainings.ts";

const execute = promisify(execFile);

const ROOT = resolve(import.meta.dirname, "../..");
const TRAINING_MS = 10 * 60_000;

export interface RecordedTraining {
  readonly run: Run;
  readonly expected: Expectation;
}

/**
 * Runs one training in a folder of its own, a new git repository, as a person at a terminal does: `pedigree run -- python
 * script.py`. Nothing is told to Pedigree but the command.
 */
export async function recordTraining(python: string, { script }: Training): Promise<RecordedTraining> {
  const folder = await mkdtemp(join(tmpdir(), "pedigree-interop-"));
  try {
    await makeRepository(folder);
    const command = [python, join(import.meta.dirname, "trainings", script)];
    const pedigree = [join(ROOT, "cli/main.ts"), "run", "--experiment", "interop", "--", ...command];
    await execute(process.execPath, pedigree, {
      cwd: folder,
      env: await environment(folder),
      timeout: TRAINING_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
    const expected = expectationSchema.parse(
      JSON.parse(await readFile(join(folder, "expected.json"), "utf8")),
    );
    return { run: await readRecord(folder), expected };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeRepository(folder: string): Promise<void> {
  const git = (...args: string[]) =>
    execute("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: folder });
  await git("init", "--quiet", "--initial-branch=main");
  await writeFile(join(folder, "README.md"), "# A training\n");
  await git("add", ".");
  await git("commit", "--quiet", "--message=Begin");
}

/** What libraries keep at home stays in the folder, and none of them calls anybody. */
async function environment(folder: string): Promise<NodeJS.ProcessEnv> {
  const home = join(folder, ".home");
  await mkdir(home);
  await writeFile(join(home, ".gitconfig"), "[user]\n\tname = Ada\n\temail = ada@example.com\n");
  return {
    PATH: process.env.PATH,
    HOME: home,
    CUDA_VISIBLE_DEVICES: "",
    DVC_NO_ANALYTICS: "true",
    GIT_PYTHON_REFRESH: "quiet",
    HF_HUB_OFFLINE: "1",
    MLFLOW_DISABLE_TELEMETRY: "true",
    PYTHONDONTWRITEBYTECODE: "1",
    TOKENIZERS_PARALLELISM: "false",
  };
}

async function readRecord(folder: string): Promise<Run> {
  const runs = join(folder, ".pedigree", "runs");
  const [id, ...others] = await readdir(runs);
  if (id === undefined || others.length > 0)
    throw new Error(`${others.length + 1} records in ${runs}, expected one`);
  return runSchema.parse(JSON.parse(await readFile(join(runs, id, "run.json"), "utf8")));
}
