import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "./source-files.ts";

/** The Action as `uses: ./` finds it in a checkout, with its committed bundle, and what else is asked for. */
export async function ownAction(...more: readonly string[]): Promise<Record<string, string>> {
  const listed = await Promise.all(["dist", "action.yml", ...more].map(listFiles));
  const contents = listed
    .flat()
    .map(async (file) => [path.relative(ROOT, file), await readFile(file, "utf8")] as const);
  return Object.fromEntries(await Promise.all(contents));
}

async function listFiles(name: string): Promise<readonly string[]> {
  const whole = path.join(ROOT, name);
  const entries = await readdir(whole, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [whole];
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
