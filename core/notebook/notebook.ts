import { z } from "zod";
import { digestOfText } from "../canonical.ts";
import { sha256Schema } from "../names.ts";
import { portablePath } from "../run/portable-path.ts";
import type { Redactor } from "../run/redact.ts";

/** A cell of code; text, outputs and metadata are not kept. */
export interface CodeCell {
  readonly source: string;
  /** Its place in the order of execution; null where it was not executed. */
  readonly executed: number | null;
}

export interface Notebook {
  /** The kernel's name, `python3`. */
  readonly kernel: string | null;
  readonly language: string | null;
  readonly cells: readonly CodeCell[];
}

/** A notebook of more cells is not read. */
export const MAX_CELLS = 2000;

/** What a run's record says of a notebook that it executed. */
export const notebookRecordSchema = z
  .strictObject({
    path: z.string().min(1).max(1024),
    kernel: z.string().max(200).nullable(),
    language: z.string().max(200).nullable(),
    cells: z
      .array(
        z.strictObject({
          digest: sha256Schema.meta({ description: "of the cell's code as it is kept, without secrets" }),
          executed: z.int().nonnegative().nullable().meta({ description: "place in the order of execution" }),
        }),
      )
      .max(MAX_CELLS)
      .meta({ description: "cells of code in the order in which they stand" }),
  })
  .meta({ id: "NotebookRecord" });
export type NotebookRecord = z.infer<typeof notebookRecordSchema>;

/** The notebook with every secret taken out of its code. */
export function redactNotebook(notebook: Notebook, redact: Redactor): Notebook {
  return { ...notebook, cells: notebook.cells.map((cell) => ({ ...cell, source: redact(cell.source) })) };
}

export function recordNotebook(path: string, { kernel, language, cells }: Notebook): NotebookRecord {
  return {
    path,
    kernel,
    language,
    cells: cells.map(({ source, executed }) => ({ digest: digestOfText(source), executed })),
  };
}

/** Where a run's record keeps the code of a notebook. */
export function notebookPath(path: string): string {
  return `notebooks/${portablePath(path)}`;
}

/** A notebook of nbformat 4 with the code alone, which Jupyter opens and `parseNotebook` reads again. */
export function formatNotebook({ kernel, language, cells }: Notebook): unknown {
  return {
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {
      ...(kernel === null ? {} : { kernelspec: { name: kernel, display_name: kernel } }),
      ...(language === null ? {} : { language_info: { name: language } }),
    },
    cells: cells.map(({ source, executed }) => ({
      cell_type: "code",
      execution_count: executed,
      metadata: {},
      outputs: [],
      source,
    })),
  };
}

/** What makes the results of a notebook hard to repeat: cells that were skipped, or executed in another order. */
export function describeOrder(path: string, { cells }: Notebook): readonly string[] {
  const code = cells
    .map((cell, at) => ({ ...cell, at: at + 1 }))
    .filter(({ source }) => source.trim() !== "");
  const skipped = code.filter(({ executed }) => executed === null).map(({ at }) => at);
  const executed = code.flatMap(({ executed: place, at }) => (place === null ? [] : [{ place, at }]));
  const early = executed.filter(({ place }, at) =>
    executed.slice(0, at).some((before) => before.place >= place),
  );
  const [first] = executed;
  return [
    ...(skipped.length > 0 ? [`${path}: not executed: ${cellsText(skipped)}`] : []),
    ...(early.length > 0
      ? [`${path}: executed out of order: ${cellsText(early.map(({ at }) => at))} before a cell above`]
      : []),
    ...(early.length === 0 &&
    first !== undefined &&
    executed.at(-1)?.place !== first.place + executed.length - 1
      ? [`${path}: cells were executed more often than once, or taken out since`]
      : []),
  ];
}

const MAX_NAMED = 10;

function cellsText(places: readonly number[]): string {
  const named = places.slice(0, MAX_NAMED).join(", ");
  const more = places.length > MAX_NAMED ? ` and ${places.length - MAX_NAMED} more` : "";
  return `${places.length === 1 ? "cell" : "cells"} ${named}${more}`;
}
