import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A file that a script makes: path from the root of the repository, and its whole text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export const ROOT = join(import.meta.dirname, "..");

/** Text of a file of the repository, undefined when there is none. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(join(ROOT, path), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Those of the files whose committed text is another one, or none. */
export async function staleFiles(files: readonly GeneratedFile[]): Promise<readonly string[]> {
  const committed = await Promise.all(files.map(({ path }) => readIfPresent(path)));
  return files.filter(({ text }, at) => committed[at] !== text).map(({ path }) => path);
}

/** Writes the files, or with `--check` among the arguments only says which are stale and exits with 1. */
export async function writeOrCheck(files: readonly GeneratedFile[], command: string): Promise<void> {
  const stale = await staleFiles(files);
  if (process.argv.includes("--check")) {
    if (stale.length === 0) return;
    console.error(`out of date: ${stale.join(", ")}; run ${command}`);
    process.exitCode = 1;
    return;
  }
  for (const { path, text } of files.filter((file) => stale.includes(file.path))) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  console.log(stale.length === 0 ? "everything is up to date" : `wrote ${stale.join(", ")}`);
}
