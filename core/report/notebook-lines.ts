import { type NotebookDiff, shortNotebookDiff } from "../notebook/diff.ts";

/** How the code of a notebook differs from the reference's. */
export interface NotebookCode {
  readonly name: string;
  readonly diff: NotebookDiff;
}

/** Changed lines of one notebook, with `+` and `-` before them. */
export interface NotebookLines {
  readonly name: string;
  readonly text: string;
}

/** A reviewer sees what was tried; whoever wants all of it opens both notebooks. */
const MAX_LINES = 24;

/** Changed lines of notebooks, at most `max` lines each; nothing where there is no room at all. */
export function notebookLines(notebooks: readonly NotebookCode[], max: number): readonly NotebookLines[] {
  if (max === 0) return [];
  return notebooks.flatMap(({ name, diff }) => {
    const lines = shortNotebookDiff(diff, Math.min(max, MAX_LINES));
    return lines.length === 0 ? [] : [{ name, text: lines.join("\n") }];
  });
}
