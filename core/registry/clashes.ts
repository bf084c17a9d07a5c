import type { EditedPath } from "../policy/edit-facts.ts";

/**
 * Paths of an edit that would stand in another's place: names that differ only in case are one on some file systems, and a
 * file where the registry has a folder would take the folder away. A name that is removed counts as well: to change no
 * more than its case is no change on those systems. `present` are the registry's files.
 */
export function findClashes(paths: readonly EditedPath[], present: Iterable<string>): string[] {
  const after = new Set(present);
  const ever = new Set([...after, ...paths.map(({ path }) => path)]);
  for (const { path, head } of paths) {
    if (head === null) after.delete(path);
    else after.add(path);
  }
  const folders = new Set([...after].flatMap(foldersOf));
  const spellings = new Map<string, Set<string>>();
  for (const name of [...ever, ...[...ever].flatMap(foldersOf)]) {
    const key = name.toLowerCase();
    spellings.set(key, (spellings.get(key) ?? new Set()).add(name));
  }
  const isClash = (path: string) =>
    folders.has(path) ||
    foldersOf(path).some((folder) => after.has(folder)) ||
    [path, ...foldersOf(path)].some((name) => (spellings.get(name.toLowerCase())?.size ?? 0) > 1);
  return paths.flatMap(({ path, head }) => (head !== null && isClash(path) ? [path] : [])).sort();
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
