import { readFile } from "node:fs/promises";
import { type Notebook, notebookPath } from "../../core/notebook/notebook.ts";
import { parseNotebook } from "../../core/notebook/parse-notebook.ts";
import { parseJson } from "../importers/json.ts";
import { placeInRecord } from "./place-in-record.ts";

/**
 * A notebook of the record in a folder, by the path in that record; undefined where none is kept. Raises FILE_UNREADABLE or
 * SCHEMA_MISMATCH when it is damaged, and INPUT_INVALID for a path that leads out of the folder.
 */
export async function readNotebookFile(folder: string, path: string): Promise<Notebook | undefined> {
  const text = await readFile(placeInRecord(folder, notebookPath(path)), "utf8").catch(() => undefined);
  return text === undefined ? undefined : parseNotebook(parseJson(text, path), path);
}
