import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import { type Notebook, notebookPath } from "../../core/notebook/notebook.ts";
import { parseNotebook } from "../../core/notebook/parse-notebook.ts";
import { parseJson } from "../importers/json.ts";

/**
 * A notebook of the record in a folder, by the path in that record; undefined where none is kept. Raises FILE_UNREADABLE or
 * SCHEMA_MISMATCH when it is damaged, and INPUT_INVALID for a path that leads out of the folder.
 */
export async function readNotebookFile(folder: string, path: string): Promise<Notebook | undefined> {
  const place = resolve(folder, notebookPath(path));
  if (relative(folder, place).startsWith("..")) {
    throw new PedigreeError("INPUT_INVALID", "a notebook's path leads out of its record", {
      subject: folder,
      found: JSON.stringify(path.slice(0, 60)),
    });
  }
  const text = await readFile(place, "utf8").catch(() => undefined);
  return text === undefined ? undefined : parseNotebook(parseJson(text, path), path);
}
