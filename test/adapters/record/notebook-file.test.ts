import { expect, test } from "vitest";
import { readNotebookFile } from "../../../adapters/record/notebook-file.ts";
import { formatNotebook } from "../../../core/notebook/notebook.ts";
import { notebookOf } from "../../support/notebooks.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

test("a notebook of a record is read where it is kept, and nowhere else", async () => {
  const folder = tempFolder();
  const text = JSON.stringify(formatNotebook(notebookOf("x #1")));
  await writeFiles(folder, {
    "record/notebooks/sub/a.ipynb": text,
    "record/notebooks/bad.ipynb": "{}",
    "secret.ipynb": text,
  });
  const read = (path: string) => readNotebookFile(`${folder}/record`, path);
  expect(await read("sub/a.ipynb")).toEqual(notebookOf("x #1"));
  expect(await read("other.ipynb")).toBeUndefined();
  await expect(read("bad.ipynb")).rejects.toThrow(withCode("SCHEMA_MISMATCH"));
  await expect(read("../../secret.ipynb")).rejects.toThrow(withCode("INPUT_INVALID"));
});
