import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunId } from "../../core/names.ts";
import type { LiveRun } from "../../core/run/live-run.ts";
import { type Overlap, type OverlappingRun, overlappingRunSchema } from "../../core/run/overlap.ts";
import { BESIDE, folderOfLive, listLive } from "./live-runs.ts";

/**
 * Lets a run that has begun and those of the store that go on know of each other; each keeps that until its record is
 * written, also when the other one is over by then. It is called when word of the run is kept: of two that begin at once
 * one at least sees the other. A run is part of the run that it was started in, and no other one.
 */
export async function meetOthers(
  root: string,
  live: LiveRun,
  isAtWork: (other: LiveRun) => Promise<boolean>,
): Promise<void> {
  const all = await listLive(root);
  const around = runsAround(live, all);
  for (const other of all) {
    if (other.id === live.id || around.has(other.id)) continue;
    // A run that nobody has recorded yet may be told of later, and has to leave out what this one writes.
    await tell(root, { of: live, to: other.id });
    if (await isAtWork(other)) await tell(root, { of: other, to: live.id });
  }
}

/** What went on beside a run; undefined where nothing did. */
export async function readOverlap(root: string, id: RunId): Promise<Overlap | undefined> {
  const folder = join(folderOfLive(root, id), BESIDE);
  const files = await readdir(folder).catch(() => []);
  const others = (await Promise.all(files.map((file) => readBeside(join(folder, file))))).flat();
  if (others.length === 0) return undefined;
  const own = (await listLive(root)).find((one) => one.id === id);
  return own === undefined ? undefined : { own: asSeen(own), others };
}

function asSeen({ id, startedAt, folder, command, asked }: LiveRun): OverlappingRun {
  const { values, lists } = asked;
  const named = [...(lists.metrics ?? []), ...(lists.params ?? [])];
  return { id, name: values.name ?? null, startedAt, folder, command, named };
}

function runsAround({ within }: LiveRun, all: readonly LiveRun[]): ReadonlySet<RunId> {
  const around = new Set<RunId>();
  for (let id = within; id !== undefined && !around.has(id); ) {
    around.add(id);
    id = all.find((one) => one.id === id)?.within;
  }
  return around;
}

/** A run that was recorded in this moment has no folder any more, and needs to know nothing. */
async function tell(root: string, { of, to }: { readonly of: LiveRun; readonly to: RunId }): Promise<void> {
  const path = join(folderOfLive(root, to), BESIDE, `${of.id}.json`);
  await writeFile(path, JSON.stringify(asSeen(of)), { mode: 0o600 }).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  });
}

async function readBeside(path: string): Promise<readonly OverlappingRun[]> {
  try {
    return [overlappingRunSchema.parse(JSON.parse(await readFile(path, "utf8")))];
  } catch {
    return [];
  }
}
