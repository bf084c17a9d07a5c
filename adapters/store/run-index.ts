import { createHash, randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunSummary, runSummarySchema } from "../../core/run/run-summary.ts";

/** The summary of a record that was read, and how its file was then. */
export interface IndexEntry {
  /** Time of the last change and size: another file has another one. */
  readonly stamp: string;
  readonly run: RunSummary;
}
export type RunIndex = ReadonlyMap<string, IndexEntry>;

const NAME = "index.json";
/** A release that knows other fields makes the index anew. */
const FORM = Object.keys(runSummarySchema.shape).sort().join(" ");

/**
 * What a store remembers of its records, so that listing thousands reads one file. It can be deleted at any time; one
 * that is damaged, or of another release, counts for nothing.
 */
export async function readIndex(root: string): Promise<RunIndex> {
  try {
    const text = await readFile(join(root, NAME), "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return text.slice(0, end) === digestOf(body) ? new Map(JSON.parse(body)) : new Map();
  } catch {
    return new Map();
  }
}

/** Replaces it. A store that cannot be written to is listed all the same. */
export async function writeIndex(root: string, index: RunIndex): Promise<void> {
  const path = join(root, NAME);
  const made = `${path}.${randomBytes(6).toString("hex")}`;
  const body = JSON.stringify([...index]);
  try {
    await writeFile(made, `${digestOf(body)}\n${body}`);
    await rename(made, path);
  } catch {
    await rm(made, { force: true }).catch(() => undefined);
  }
}

/** Over the form as well, so that nothing is read as what it is not. */
function digestOf(body: string): string {
  return createHash("sha256").update(FORM).update("\n").update(body).digest("hex");
}
