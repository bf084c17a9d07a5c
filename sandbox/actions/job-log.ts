import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { World } from "../world.ts";

/** The file that holds what a job printed, secrets hidden. */
export function jobLogFile(world: World, jobId: number): string {
  return join(world.folder, "logs", `${jobId}.txt`);
}

export async function writeJobLog(world: World, jobId: number, lines: readonly string[]): Promise<void> {
  const file = jobLogFile(world, jobId);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, lines.map((line) => `${line}\n`).join(""));
}
