import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseWith } from "../../core/parse.ts";
import { type Run, runSchema } from "../../core/run/run.ts";

/** The run of a record, by the record's folder. Raises SCHEMA_MISMATCH where that is none. */
export async function readRecordedRun(folder: string): Promise<Run> {
  const path = join(folder, "run.json");
  return parseWith(runSchema, JSON.parse(await readFile(path, "utf8")), path);
}
