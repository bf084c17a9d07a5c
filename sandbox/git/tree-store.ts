import type { ObjectStore } from "./object-store.ts";
import type { TreeChange, TreeEntry } from "./repository.ts";
import { formatTree, type NamedEntry, parseTree } from "./tree-codec.ts";

export type TreeChanges = ReadonlyMap<string, TreeChange | null>;

/** Reads and writes whole trees by path, touching only the folders on the way. */
export async function readTree(objects: ObjectStore, sha: string): Promise<NamedEntry[] | null> {
  const object = await objects.read(sha);
  return object?.type === "tree" ? parseTree(object.bytes) : null;
}

/** Applies path changes to a tree (or to nothing). A folder that becomes empty disappears, as in git. */
export async function writeTree(
  objects: ObjectStore,
  base: string | null,
  changes: TreeChanges,
): Promise<string> {
  const entries = new Map<string, NamedEntry>();
  for (const entry of base === null ? [] : ((await readTree(objects, base)) ?? [])) {
    entries.set(entry.name, entry);
  }
  const { here, below } = splitChanges(changes);
  for (const [name, change] of here) {
    if (change === null) entries.delete(name);
    else entries.set(name, { ...change, name });
  }
  for (const [name, inner] of below) {
    const current = entries.get(name);
    const sha = await writeTree(objects, current?.type === "tree" ? current.sha : null, inner);
    const isEmpty = (await readTree(objects, sha))?.length === 0;
    if (!isEmpty) entries.set(name, { name, mode: "040000", type: "tree", sha });
    else if (current === undefined || current.type === "tree") entries.delete(name);
  }
  return objects.write("tree", formatTree([...entries.values()]));
}

/** Entries of a tree; with `recursive` everything below it, too, each folder before what it holds. */
export async function listTree(
  objects: ObjectStore,
  sha: string,
  recursive: boolean,
): Promise<readonly TreeEntry[] | null> {
  const entries = await readTree(objects, sha);
  if (entries === null) return null;
  const all: TreeEntry[] = [];
  for (const { name, ...entry } of entries) {
    all.push({ ...entry, path: name, bytes: await blobBytes(objects, entry) });
    if (!recursive || entry.type !== "tree") continue;
    for (const inner of (await listTree(objects, entry.sha, true)) ?? []) {
      all.push({ ...inner, path: `${name}/${inner.path}` });
    }
  }
  return all;
}

/** The entry at a path; the empty path is the tree itself. */
export async function findEntry(objects: ObjectStore, tree: string, path: string): Promise<TreeEntry | null> {
  let entry: TreeChange = { mode: "040000", type: "tree", sha: tree };
  for (const part of path.split("/").filter((name) => name !== "")) {
    if (entry.type !== "tree") return null;
    const next: NamedEntry | undefined = (await readTree(objects, entry.sha))?.find(
      ({ name }) => name === part,
    );
    if (next === undefined) return null;
    entry = { mode: next.mode, type: next.type, sha: next.sha };
  }
  return { ...entry, path, bytes: await blobBytes(objects, entry) };
}

async function blobBytes(objects: ObjectStore, entry: TreeChange): Promise<number | null> {
  if (entry.type !== "blob") return null;
  return (await objects.read(entry.sha))?.bytes.byteLength ?? null;
}

function splitChanges(changes: TreeChanges): {
  here: Map<string, TreeChange | null>;
  below: Map<string, Map<string, TreeChange | null>>;
} {
  const here = new Map<string, TreeChange | null>();
  const below = new Map<string, Map<string, TreeChange | null>>();
  for (const [path, change] of changes) {
    const slash = path.indexOf("/");
    if (slash < 0) {
      here.set(path, change);
      continue;
    }
    const name = path.slice(0, slash);
    const inner = below.get(name) ?? new Map<string, TreeChange | null>();
    below.set(name, inner.set(path.slice(slash + 1), change));
  }
  return { here, below };
}
