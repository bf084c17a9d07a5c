import type { ObjectStore } from "./object-store.ts";
import type { ChangedPath } from "./repository.ts";
import type { NamedEntry } from "./tree-codec.ts";
import { readTree } from "./tree-store.ts";

/** Files that differ between two trees (null: the empty one), without looking for renames or into contents. */
export async function listChangedPaths(
  objects: ObjectStore,
  base: string | null,
  head: string | null,
): Promise<readonly ChangedPath[]> {
  if (base === head) return [];
  const before = await entriesByName(objects, base);
  const after = await entriesByName(objects, head);
  const changes: ChangedPath[] = [];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    changes.push(...(await compareEntries(objects, before.get(name), after.get(name))));
  }
  return changes;
}

async function compareEntries(
  objects: ObjectStore,
  before: NamedEntry | undefined,
  after: NamedEntry | undefined,
): Promise<readonly ChangedPath[]> {
  if (before?.sha === after?.sha && before?.mode === after?.mode) return [];
  const name = (after ?? before)?.name ?? "";
  const inner = await listChangedPaths(objects, folderOf(before), folderOf(after));
  const changes = inner.map((change) => ({ ...change, path: `${name}/${change.path}` }));
  const status = statusOf(isFile(before), isFile(after));
  return status === null ? changes : [{ path: name, status }, ...changes];
}

function statusOf(wasFile: boolean, isNowFile: boolean): ChangedPath["status"] | null {
  if (wasFile) return isNowFile ? "modified" : "removed";
  return isNowFile ? "added" : null;
}

function isFile(entry: NamedEntry | undefined): boolean {
  return entry !== undefined && entry.type !== "tree";
}

function folderOf(entry: NamedEntry | undefined): string | null {
  return entry?.type === "tree" ? entry.sha : null;
}

async function entriesByName(objects: ObjectStore, tree: string | null): Promise<Map<string, NamedEntry>> {
  const entries = tree === null ? [] : ((await readTree(objects, tree)) ?? []);
  return new Map(entries.map((entry) => [entry.name, entry]));
}
