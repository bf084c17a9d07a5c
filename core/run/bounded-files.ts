import type { RecordedFile } from "./run.ts";

/** A record names at most so many (`run.ts`). */
export const MAX_FILES = 10_000;

export interface BoundedFiles {
  readonly files: readonly RecordedFile[];
  readonly warnings: readonly string[];
}

/**
 * As many files as a record names. Of too many, copies of what the workspace holds go first, artifacts before the model: without
 * its curves, its output and its patch the record would be another one.
 */
export function boundFiles(files: readonly RecordedFile[], most = MAX_FILES): BoundedFiles {
  if (files.length <= most) return { files, warnings: [] };
  const rank = new Map(files.map((file) => [file, rankOf(file)]));
  const kept = new Set(files.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)).slice(0, most));
  const [first] = files.filter((file) => !kept.has(file));
  return {
    files: files.filter((file) => kept.has(file)),
    warnings: [
      `files: expected at most ${most} in a record, found ${files.length}; ${files.length - most} are not named, such as ${first?.path ?? ""}: pack them into an archive`,
    ],
  };
}

function rankOf({ path, role }: RecordedFile): number {
  if (!path.startsWith("files/")) return 0;
  return role === "model" ? 1 : 2;
}
