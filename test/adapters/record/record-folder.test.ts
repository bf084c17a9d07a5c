import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRecordFolders } from "../../../adapters/record/record-folder.ts";
import { digestOfBytes, digestOfText } from "../../../core/canonical.ts";
import { formatRunId } from "../../../core/run/run-id.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const ID = formatRunId(0, new Uint8Array(10));

test("what is written is described by its bytes", async () => {
  const folder = await createRecordFolders([tempFolder()]).create(ID);
  expect(await folder.write("a/run.json", "é")).toEqual({ digest: digestOfText("é"), bytes: 2 });
  expect(await readFile(folder.pathOf("a/run.json"), "utf8")).toBe("é");
  expect(await folder.describe("a/run.json")).toEqual({ digest: digestOfText("é"), bytes: 2 });
  expect(await folder.write("b", new Uint8Array([0]))).toEqual({
    digest: digestOfBytes(new Uint8Array([0])),
    bytes: 1,
  });
  expect(await folder.describe("c")).toBeNull();
});

test("the end of a text is as long as was asked", async () => {
  const folder = await createRecordFolders([tempFolder()]).create(ID);
  await folder.write("output.log", "one\ntwo\nthré\n");
  expect(await folder.tail("output.log", 1000)).toBe("one\ntwo\nthré\n");
  expect(await folder.tail("output.log", 6)).toBe("thré\n".slice(-6));
  expect(await folder.tail("output.log", 2)).toBe("\uFFFD\n");
  expect(await folder.tail("nothing.log", 10)).toBe("");
});

test("a root that cannot be written to is passed over", async () => {
  const root = tempFolder();
  await writeFiles(root, { file: "" });
  const folder = await createRecordFolders([join(root, "file"), join(root, "second")]).create(ID);
  expect(folder.path).toBe(join(root, "second/pedigree", ID));
  await expect(createRecordFolders([join(root, "file")]).create(ID)).rejects.toThrow();
});
