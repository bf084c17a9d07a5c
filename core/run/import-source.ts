import type { ImportedRun } from "../ports/importer.ts";

/** One file's run with where it came from. Sources are given in the order of precedence of their formats. */
export interface ImportSource {
  readonly path: string;
  readonly format: string;
  readonly run: ImportedRun;
  /** Whether it tells of a run within the run. */
  readonly nested?: true;
}

/** Files of one format and group are parts of one run. */
export function groupOf({ format, run }: ImportSource): string {
  return `${format}\n${run.group}`;
}

/** A name below a label, which may be empty. */
export function under(label: string, name: string): string {
  return label === "" ? name : `${label}/${name}`;
}
