import { parseNotebook } from "../../core/notebook/parse-notebook.ts";
import type { Importer } from "../../core/ports/importer.ts";
import { importedRun, MAX_TEXT_BYTES } from "./imported-run.ts";
import { parseJson } from "./json.ts";

/**
 * A notebook that the run executed, as papermill and `nbconvert --execute` leave it: its code, in what order it was executed,
 * kernel and language. Outputs, text and metadata are never kept. One in which no cell was executed is no part of a run.
 */
export const notebook: Importer = {
  name: "notebook",
  scope: "written by the run",
  paths: /\.ipynb$/,
  detect: () => true,
  read: async (file) => {
    const found = parseNotebook(parseJson(await file.text(MAX_TEXT_BYTES), file.path), file.path);
    if (found.cells.every(({ executed }) => executed === null)) return [];
    return [importedRun(file.path, { notebooks: [{ path: file.path, notebook: found }] })];
  },
};
