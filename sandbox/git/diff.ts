import { createByteCache } from "./byte-cache.ts";
import { expectGit } from "./command.ts";
import type { FileDiff } from "./repository.ts";

/** Larger patches are left out, as GitHub leaves out those of large files; the counts stay. */
const MAX_PATCH_CHARACTERS = 1_000_000;

/** Ids name contents, so that a difference found in one repository is the same in every other. */
const CACHE_BYTES = 32 * 1024 * 1024;
const cache = createByteCache<readonly FileDiff[]>(CACHE_BYTES);

/** Changed files between two trees or commits, with renames found, in git's own order. */
export async function diffTrees(folder: string, base: string, head: string): Promise<readonly FileDiff[]> {
  const known = cache.get(`${base} ${head}`);
  if (known !== undefined) return known;
  const options = ["-r", "-M", "--no-ext-diff", "-z", "--raw", "--no-abbrev", "--numstat", "-p"];
  const prefixes = ["--src-prefix=a/", "--dst-prefix=b/"];
  const output = await expectGit(folder, ["diff-tree", ...options, ...prefixes, base, head]);
  const files = readDiff(output.toString("utf8"));
  cache.put(`${base} ${head}`, files, output.byteLength);
  return files;
}

/** Git prints the list of files, their counts and, behind an empty field, the patches. */
function readDiff(output: string): readonly FileDiff[] {
  const fields = output.split("\0");
  const changes = readRaw(fields);
  const counts = readNumstat(fields, changes.length);
  const sections = splitPatches(fields.slice(1).join("\0"));
  return changes.map((change, i) => ({
    path: change.path,
    previousPath: change.previousPath,
    status: change.status,
    sha: change.sha,
    additions: counts[i]?.additions ?? 0,
    deletions: counts[i]?.deletions ?? 0,
    patch: hunksOf(takeSections(sections, change.isTypeChange ? 2 : 1)),
  }));
}

interface RawChange extends Pick<FileDiff, "path" | "previousPath" | "status" | "sha"> {
  /** A file that became a link or the like: git prints its patch as a removal and an addition. */
  readonly isTypeChange: boolean;
}

/** `:100644 100644 <old> <new> M\0path\0`, and two paths after a rename. Takes what it reads off the fields. */
function readRaw(fields: string[]): RawChange[] {
  const changes: RawChange[] = [];
  while (fields[0]?.startsWith(":") === true) {
    const [, , before = "", after = "", letter = ""] = (fields.shift() ?? "").split(" ");
    const first = fields.shift() ?? "";
    const isRename = letter.startsWith("R");
    const path = isRename ? (fields.shift() ?? "") : first;
    changes.push({
      path,
      previousPath: isRename ? first : null,
      status: isRename ? "renamed" : (STATUS[letter.charAt(0)] ?? "modified"),
      sha: letter === "D" ? before : after,
      isTypeChange: letter.startsWith("T"),
    });
  }
  return changes;
}

const STATUS: Readonly<Record<string, FileDiff["status"]>> = { A: "added", D: "removed", M: "modified" };

/** `added\tdeleted\tpath\0`; after a rename the path is empty and two follow. Binary files count as `-`. Takes what it reads off the fields. */
function readNumstat(fields: string[], files: number): { additions: number; deletions: number }[] {
  return Array.from({ length: files }, () => {
    const [added, deleted, path] = (fields.shift() ?? "").split("\t");
    if (path === "") fields.splice(0, 2);
    return { additions: Number(added) || 0, deletions: Number(deleted) || 0 };
  });
}

/** Lines of file content start with a space or a sign, so that `diff --git` at a line's start is a header. */
function splitPatches(text: string): string[] {
  return text === "" ? [] : text.split(/^(?=diff --git )/m);
}

function takeSections(sections: string[], count: number): string {
  return sections.splice(0, count).at(-1) ?? "";
}

function hunksOf(section: string): string | null {
  const start = /^@@ /m.exec(section)?.index;
  if (start === undefined) return null;
  const patch = section.slice(start).replace(/\n$/, "");
  return patch.length > MAX_PATCH_CHARACTERS ? null : patch;
}
