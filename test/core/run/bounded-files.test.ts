import { expect, test } from "vitest";
import { boundFiles } from "../../../core/run/bounded-files.ts";
import { type RecordedFile, recordedFileSchema } from "../../../core/run/run.ts";

const file = (path: string, role: RecordedFile["role"]) =>
  recordedFileSchema.parse({ path, role, digest: "a".repeat(64), bytes: 1 });
const FILES = [
  file("files/model/1", "model"),
  file("files/model/2", "model"),
  file("files/plot.png", "artifact"),
  file("curves.parquet", "curves"),
  file("output.log", "output"),
];

test.each([
  [5, FILES.map(({ path }) => path)],
  [4, ["files/model/1", "files/model/2", "curves.parquet", "output.log"]],
  [3, ["files/model/1", "curves.parquet", "output.log"]],
])("of too many files for %d the record keeps its own", (most, paths) => {
  const { files, warnings } = boundFiles(FILES, most);
  expect(files.map(({ path }) => path)).toEqual(paths);
  expect(warnings).toHaveLength(most === 5 ? 0 : 1);
});

test("the warning says how many are left out, and one of them", () => {
  expect(boundFiles(FILES, 3).warnings).toEqual([
    expect.stringMatching(/at most 3 .*found 5; 2 are not named, such as files\/model\/2/),
  ]);
});
