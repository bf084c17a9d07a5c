import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A Python that has what the trainings need, or why there is none here. */
export type PythonEnvironment =
  | { readonly kind: "ready"; readonly python: string }
  | { readonly kind: "skipped"; readonly reason: string };

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");

/** Libraries for graphics cards come with PyTorch, and are large. */
const NEEDED_BYTES = 12 * 1024 ** 3;

const INSTALL_MS = 30 * 60_000;

/**
 * Makes the environment below `folder`, or takes the one that was made for the same requirements. Only what this machine
 * lacks (Python, its index, room) is a reason to skip.
 */
export async function preparePython(
  folder: string,
  tell: (line: string) => void,
): Promise<PythonEnvironment> {
  const requirements = await readFile(REQUIREMENTS, "utf8");
  const digest = createHash("sha256").update(requirements).digest("hex").slice(0, 12);
  const home = join(folder, digest);
  const python = join(home, "bin", "python");
  const whole = join(home, "installed");
  if (existsSync(whole)) return { kind: "ready", python };

  const found = await firstPython();
  if (found === undefined)
    return { kind: "skipped", reason: "there is no python3 of version 3.10 or later here" };
  const free = await freeBytes(folder);
  if (free < NEEDED_BYTES) {
    const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(0);
    return {
      kind: "skipped",
      reason: `the packages need ${gigabytes(NEEDED_BYTES)} GiB of disk, ${gigabytes(free)} GiB are free`,
    };
  }
  tell(`installing ${requirements.match(/==/g)?.length ?? 0} pinned packages for ${found} (some minutes)`);
  await rm(home, { recursive: true, force: true });
  try {
    await execute(found, ["-m", "venv", home]);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"];
    await execute(python, [...pip, "-r", REQUIREMENTS], { timeout: INSTALL_MS });
  } catch (error) {
    return { kind: "skipped", reason: `the packages cannot be installed: ${lastLine(error)}` };
  }
  await writeFile(whole, "");
  return { kind: "ready", python };
}

async function firstPython(): Promise<string | undefined> {
  for (const name of ["python3", "python3.13", "python3.12", "python3.11", "python3.10"]) {
    try {
      await execute(name, ["-c", "import sys, venv; sys.exit(sys.version_info < (3, 10))"]);
      return name;
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return text.trim().split("\n").at(-1) ?? "";
}
