import type { Comparison } from "../core/compare/comparison.ts";
import { diffNotebooks } from "../core/notebook/diff.ts";
import type { Notebook } from "../core/notebook/notebook.ts";
import type { BaselineSource, FoundBaseline } from "../core/ports/baseline.ts";
import type { NotebookCode } from "../core/report/notebook-lines.ts";

/** Each costs what one record takes to read; a training has one or two. */
const MAX_NOTEBOOKS = 3;

/**
 * What changed in the code of notebooks that both runs executed, where both records keep it. Trouble is added to the notes: how
 * many cells differ is known without it.
 */
export async function readNotebookCode(
  source: BaselineSource | null,
  { notebook }: { readonly notebook?: (path: string) => Promise<Notebook | undefined> },
  {
    comparison,
    reference,
    notes,
  }: {
    readonly comparison: Comparison;
    readonly reference: FoundBaseline | null;
    readonly notes: string[];
  },
): Promise<readonly NotebookCode[]> {
  if (notebook === undefined || source?.notebook === undefined || reference === null) return [];
  const differing = (comparison.notebooks ?? []).filter(
    (one) => one.value !== null && one.reference !== null,
  );
  const codes: NotebookCode[] = [];
  for (const { name } of differing.slice(0, MAX_NOTEBOOKS)) {
    try {
      const [after, before] = await Promise.all([notebook(name), source.notebook(reference, name)]);
      if (after !== undefined && before !== undefined)
        codes.push({ name, diff: diffNotebooks(before, after) });
    } catch (error) {
      notes.push(`notebook ${name}: ${error instanceof Error ? error.message : "unreadable"}`);
    }
  }
  return codes;
}
