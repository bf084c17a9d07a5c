import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { LAYERS, ROOT, sourceFiles } from "./support/source-files.ts";
import { SPECIFIED_ELSEWHERE } from "./support/specified-elsewhere.ts";

/** A module without a statement that runs (types and interfaces only) has nothing to test. */
function hasRuntimeCode(file: string): boolean {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  return /^export (async )?(function|const|class)\b|^(export \{|export \*)|^[a-z]+.*\(/m.test(text);
}

const exists = (file: string) => existsSync(path.join(ROOT, file));
const mirroredTest = (file: string) => `test/${file.replace(/\.tsx?$/, ".test.ts")}`;
const isExempt = (file: string) =>
  Object.keys(SPECIFIED_ELSEWHERE).some((key) => (key.endsWith("/") ? file.startsWith(key) : file === key));

it("every module with code has its test at the mirrored path, or says which test specifies it", () => {
  const missing = LAYERS.flatMap((layer) => sourceFiles(layer))
    .filter(hasRuntimeCode)
    .filter((file) => !exists(mirroredTest(file)) && !isExempt(file));
  expect(missing).toEqual([]);
});

it("names no exemption that is not needed", () => {
  const stale = Object.entries(SPECIFIED_ELSEWHERE).filter(
    ([file, test]) => !exists(file) || !exists(test) || (!file.endsWith("/") && exists(mirroredTest(file))),
  );
  expect(stale).toEqual([]);
});
