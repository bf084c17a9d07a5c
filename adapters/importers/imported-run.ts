import { posix } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportedRun, ImportFile } from "../../core/ports/importer.ts";

/** Text formats are read whole. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** A run of which only the given parts are known. */
export function importedRun(
  path: string,
  parts: Partial<Omit<ImportedRun, "group">> & { readonly group?: string },
): ImportedRun {
  return {
    group: folderOf(path),
    params: new Map(),
    measurements: [],
    tags: [],
    data: [],
    partial: false,
    problems: [],
    ...parts,
  };
}

/** The folder of a path, `.` for the top. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/**
 * How much of a file's text is whole lines: nothing says that a table or YAML has ended, and `auc: 0.9` may be the beginning of
 * `auc: 0.95`. Where what wrote it has ended in order, all of it is.
 */
export function wholeLines({ ended = false }: Pick<ImportFile, "ended">, text: string): number {
  return ended ? text.length : text.lastIndexOf("\n") + 1;
}

/** Why the rest of a file is missing: a cut last record is told like damage, with other words. */
export function unreadableRest(
  subject: string,
  place: { readonly path?: string; readonly expected: string; readonly found: string },
): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "the rest of the file is left out", { subject, ...place });
}

/** UTF-8 text of the head of a file, for `detect`. */
export function headText(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("utf8");
}
