import { expect, test } from "vitest";
import { readDvcPointer } from "../../../core/data/dvc-pointer.ts";

test("a .dvc file names md5, size and count", () => {
  const md5 = "a304afb96060aad90176268345e10355";
  expect(readDvcPointer({ outs: [{ md5, size: 10, hash: "md5", path: "train.csv" }] })).toEqual({
    path: "train.csv",
    md5,
    bytes: 10,
    files: 1,
  });
  const inOther = { wdir: "../data", outs: [{ md5, path: "train.csv" }] };
  expect(readDvcPointer(inOther)?.path).toBe("../data/train.csv");
  expect(readDvcPointer({ outs: [{ md5: `${md5}.dir`, size: 10, nfiles: 3, path: "raw" }] })?.files).toBe(3);
});

test.each([[null], ["x"], [{ outs: [] }], [{ outs: [{ path: "a" }] }], [{ stages: {} }]])(
  "%j is no .dvc file",
  (document) => {
    expect(readDvcPointer(document)).toBeUndefined();
  },
);
