import { z } from "zod";
import { parseWith } from "../parse.ts";
import { MAX_CELLS, type Notebook } from "./notebook.ts";

const name = z.string().max(200).nullish();
const textSchema = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(""))]);

// The form of nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html).
const cellSchema = z.object({
  cell_type: z.string(),
  source: textSchema,
  execution_count: z.int().nonnegative().nullish(),
});
const notebookSchema = z.object({
  nbformat: z.literal(4),
  metadata: z
    .object({
      kernelspec: z.object({ name, language: name }).optional(),
      language_info: z.object({ name }).optional(),
    })
    .default({}),
  cells: z.array(cellSchema).max(MAX_CELLS),
});

/** The code of a notebook of nbformat 4. Raises SCHEMA_MISMATCH for another document, also of an older format. */
export function parseNotebook(document: unknown, subject: string): Notebook {
  const { metadata, cells } = parseWith(notebookSchema, withoutOutputs(document), subject);
  const { kernelspec, language_info: info } = metadata;
  return {
    kernel: kernelspec?.name ?? null,
    language: info?.name ?? kernelspec?.language ?? null,
    cells: cells
      .filter((cell) => cell.cell_type === "code")
      .map(({ source, execution_count: executed }) => ({ source, executed: executed ?? null })),
  };
}

// Outputs may be larger and nest deeper than any document that is read whole.
function withoutOutputs(document: unknown): unknown {
  if (!isRecord(document) || !Array.isArray(document.cells)) return document;
  const { nbformat, metadata } = document;
  const cells = document.cells.map((cell: unknown) =>
    isRecord(cell)
      ? { cell_type: cell.cell_type, source: cell.source, execution_count: cell.execution_count }
      : cell,
  );
  return { nbformat, metadata: isRecord(metadata) ? specOf(metadata) : metadata, cells };
}

function specOf({ kernelspec, language_info }: Record<string, unknown>) {
  return { kernelspec, language_info };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
