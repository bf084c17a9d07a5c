import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./support/source-files.ts";

/** The one module that may start a sandbox, and those that may make a judge whose findings are nobody's failure. */
const STARTS_SANDBOXES = [
  // The campaign of faults: thousands of worlds, of which a share is judged and its violations count as broken promises.
  "test/chaos/crowd.ts",
  "test/chaos/kills.ts",
  "test/chaos/stage.ts",
  "test/chaos/template.ts",
  "test/support/judged-sandbox.ts",
];
const MAKES_JUDGES = [
  "test/chaos/run-seed.ts",
  "test/support/judged-sandbox.ts",
  "test/support/fake-github.ts",
  // Tests of the judge itself, which provoke violations.
  "test/sandbox/contract/judge.test.ts",
  "test/sandbox/contract/judged-fetch.test.ts",
];

const files = readdirSync(path.join(ROOT, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => path.posix.join("test", file.replaceAll(path.sep, "/")));

/** Files that import a name from a module, whatever else they import from it. */
function importersOf(name: string, module: RegExp): readonly string[] {
  const imports = /^import (?!type )\{([^}]*)\} from "([^"]+)";/gms;
  return files.filter((file) =>
    readFileSync(path.join(ROOT, file), "utf8")
      .matchAll(imports)
      .some(([, names = "", from = ""]) => module.test(from) && names.split(/[\s,]+/).includes(name)),
  );
}

it("every test that starts a sandbox starts it under a judge that fails it", () => {
  expect(importersOf("createSandbox", /\/sandbox\/(index|live-world)\.ts$/)).toEqual(STARTS_SANDBOXES);
});

it("no test makes a judge of which nobody asks what it found", () => {
  expect(importersOf("createJudge", /\/contract\/(index|judge)\.ts$/).toSorted()).toEqual(
    MAKES_JUDGES.toSorted(),
  );
});
