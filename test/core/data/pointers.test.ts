import { expect, test } from "vitest";
import { parseLfsPointer, readDvcPointer } from "../../../core/data/pointers.ts";

const oid = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`;

test("a Git LFS pointer names digest and size", () => {
  expect(parseLfsPointer(pointer)).toEqual({ digest: oid, bytes: 12345 });
});

test.each([
  ["a file that only begins like one", "version https://git-lfs.github.com/spec/v1\n"],
  ["another version", pointer.replace("v1", "v9")],
  ["a short digest", pointer.replace(oid, "abc")],
  ["ordinary data", "a,b\n1,2\n"],
  ["something long", pointer + " ".repeat(2000)],
])("%s is no pointer", (_, text) => {
  expect(parseLfsPointer(text)).toBeUndefined();
});

test("a .dvc file names md5, size and count", () => {
  const md5 = "a304afb96060aad90176268345e10355";
  expect(readDvcPointer({ outs: [{ md5, size: 10, hash: "md5", path: "train.csv" }] })).toEqual({
    path: "train.csv",
    md5,
    bytes: 10,
    files: 1,
  });
  expect(readDvcPointer({ outs: [{ md5: `${md5}.dir`, size: 10, nfiles: 3, path: "raw" }] })?.files).toBe(3);
});

test.each([[null], ["x"], [{ outs: [] }], [{ outs: [{ path: "a" }] }], [{ stages: {} }]])(
  "%j is no .dvc file",
  (document) => {
    expect(readDvcPointer(document)).toBeUndefined();
  },
);
