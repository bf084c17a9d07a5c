import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { LAYERS, ROOT, sourceFiles } from "./support/source-files.ts";

/** Modules that are specified by another test than the one at the mirrored path, and which. */
const SPECIFIED_ELSEWHERE: Readonly<Record<string, string>> = {};

/** A module without a statement that runs (types and interfaces only) has nothing to test. */
function hasRuntimeCode(file: string): boolean {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  return /^export (async )?(function|const|class)\b|^(export \{|export \*)|^[a-z]+.*\(/m.test(text);
}

it("every module with code has its test at the mirrored path", () => {
  const missing = LAYERS.flatMap((layer) => sourceFiles(layer))
    .filter(hasRuntimeCode)
    .filter((file) => !existsSync(path.join(ROOT, "test", file.replace(/\.tsx?$/, ".test.ts"))))
    .filter((file) => !(file in SPECIFIED_ELSEWHERE));
  expect(missing).toEqual([]);
});

it("names no exemption that is not needed", () => {
  const stale = Object.entries(SPECIFIED_ELSEWHERE).filter(
    ([file, test]) =>
      !existsSync(path.join(ROOT, file)) ||
      !existsSync(path.join(ROOT, test)) ||
      existsSync(path.join(ROOT, "test", file.replace(/\.tsx?$/, ".test.ts"))),
  );
  expect(stale).toEqual([]);
});
