import { expectGit } from "./command.ts";
import type { FileDiff } from "./repository.ts";

/** Larger patches are left out, as GitHub leaves out those of large files; the counts stay. */
const MAX_PATCH_CHARACTERS = 1_000_000;

/** Changed files between two trees or commits, with renames found, in git's own order. */
export async function diffTrees(folder: string, base: string, head: string): Promise<readonly FileDiff[]> {
  const compare = ["diff-tree", "-r", "-M", "--no-ext-diff"];
  const [summary, patches] = await Promise.all([
    expectGit(folder, [...compare, "-z", "--raw", "--no-abbrev", "--numstat", base, head]),
    expectGit(folder, [...compare, "-p", "--src-prefix=a/", "--dst-prefix=b/", base, head]),
  ]);
  const fields = summary.toString("utf8").split("\0");
  const changes = readRaw(fields);
  const counts = readNumstat(fields);
  const sections = splitPatches(patches.toString("utf8"));
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

/** `added\tdeleted\tpath\0`; after a rename the path is empty and two follow. Binary files count as `-`. */
function readNumstat(fields: string[]): { additions: number; deletions: number }[] {
  const counts: { additions: number; deletions: number }[] = [];
  for (let i = 0; i < fields.length; i++) {
    const [added, deleted, path] = (fields[i] ?? "").split("\t");
    if (deleted === undefined) continue;
    counts.push({ additions: Number(added) || 0, deletions: Number(deleted) || 0 });
    if (path === "") i += 2;
  }
  return counts;
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
