import type { TreeChange } from "./repository.ts";

export interface NamedEntry extends TreeChange {
  readonly name: string;
}

/** Modes that GitHub lets a tree hold, with the type each stands for. */
export const TREE_MODES: Readonly<Record<string, TreeChange["type"]>> = {
  "100644": "blob",
  "100755": "blob",
  "120000": "blob",
  "040000": "tree",
  "160000": "commit",
};

/** The bytes of a tree object, in git's own order: a folder sorts as if its name ended in a slash. */
export function formatTree(entries: readonly NamedEntry[]): Buffer {
  const sorted = entries.map((entry) => ({ entry, key: Buffer.from(sortKey(entry)) }));
  sorted.sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(
    sorted.flatMap(({ entry }) => [
      Buffer.from(`${entry.mode.replace(/^0+/, "")} ${entry.name}\0`),
      Buffer.from(entry.sha, "hex"),
    ]),
  );
}

export function parseTree(bytes: Uint8Array): NamedEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: NamedEntry[] = [];
  for (let at = 0; at < buffer.length; ) {
    const space = buffer.indexOf(32, at);
    const zero = buffer.indexOf(0, space);
    const mode = buffer.subarray(at, space).toString("latin1").padStart(6, "0");
    entries.push({
      mode,
      name: buffer.subarray(space + 1, zero).toString("utf8"),
      type: TREE_MODES[mode] ?? "blob",
      sha: buffer.subarray(zero + 1, zero + 21).toString("hex"),
    });
    at = zero + 21;
  }
  return entries;
}

/** Whether a path may stand in a tree: relative, no empty part, no `.`, `..` or `.git`, no control character. */
export function isTreePath(path: string): boolean {
  return path.split("/").every(isTreeName);
}

function isTreeName(name: string): boolean {
  if (name === "" || name === "." || name === ".." || name.toLowerCase() === ".git") return false;
  return !name.includes("\0");
}

function sortKey(entry: NamedEntry): string {
  return entry.type === "tree" ? `${entry.name}/` : entry.name;
}
