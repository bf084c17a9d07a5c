import { blobShaSchema, commitShaSchema } from "../../core/names.ts";
import type { HistoryCommit, PathChange } from "../../core/ports/registry-history.ts";
import type { TreeFile } from "../../core/ports/registry-repository.ts";

/** Options of `git log` for which `parseHistory` is written; every default that a clone could change is given. */
export const HISTORY_OPTIONS = [
  "--first-parent",
  "--reverse",
  "--root",
  "--diff-merges=first-parent",
  "--raw",
  "--no-abbrev",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-mailmap",
  "--no-notes",
  "--ignore-submodules=none",
  "-z",
  "--format=%H%x00%P%x00%an%x00%ct%x00%s",
] as const;

/** How many fields the format has before the changes. */
const FIELDS = 5;

/** The commits in the output of `git log` with these options, as it streams in. */
export async function* parseHistory(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<HistoryCommit> {
  let fields: string[] = [];
  let changes: PathChange[] = [];
  let meta: string | undefined;
  for await (const token of splitTokens(chunks)) {
    if (meta !== undefined) {
      changes.push(parseChange(meta, token));
      meta = undefined;
    } else if (fields.length === FIELDS && /^\n?:/.test(token)) {
      meta = token.trimStart();
    } else {
      if (fields.length === FIELDS) {
        yield parseCommit(fields, changes);
        fields = [];
        changes = [];
      }
      fields.push(token);
    }
  }
  if (fields.length === FIELDS) yield parseCommit(fields, changes);
}

/** Texts between NUL bytes; the last one ends with the stream. */
async function* splitTokens(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const tokens = `${rest}${decoder.decode(chunk, { stream: true })}`.split("\0");
    rest = tokens.pop() ?? "";
    yield* tokens;
  }
  if (rest !== "") yield rest;
}

function parseCommit(fields: readonly string[], changes: readonly PathChange[]): HistoryCommit {
  const [id = "", parents = "", author = "", seconds = "", subject = ""] = fields;
  return {
    id: commitShaSchema.parse(id),
    parents: parents.split(" ").flatMap((parent) => (parent === "" ? [] : [commitShaSchema.parse(parent)])),
    author,
    at: new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z"),
    subject,
    changes,
  };
}

/** `:MODE MODE BLOB BLOB STATUS`, the blob all zeroes on the side where the path is not. */
function parseChange(meta: string, path: string): PathChange {
  const [before = "", after = "", blobBefore = "", blobAfter = ""] = meta.slice(1).split(" ");
  return { path, before: toFile(before, blobBefore), after: toFile(after, blobAfter) };
}

function toFile(mode: string, blob: string): TreeFile | null {
  return mode === "000000" ? null : { mode, blob: blobShaSchema.parse(blob) };
}
