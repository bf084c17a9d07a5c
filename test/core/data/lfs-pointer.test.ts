import { expect, test } from "vitest";
import { parseLfsPointer } from "../../../core/data/lfs-pointer.ts";

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
