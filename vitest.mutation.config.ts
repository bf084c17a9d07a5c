import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { PLAN, type Plan } from "./scripts/mutation/instrument.ts";

const plan: Plan = JSON.parse(readFileSync(PLAN, "utf8"));

/** What mutation testing runs for each mutant of the decision core: its own specification, and nothing slow. */
export default defineConfig({
  plugins: [{ name: "mutants", enforce: "pre", load: (id) => plan.code[id] }],
  test: {
    include: ["test/core/policy/**/*.test.ts"],
    // Their thousands of cases would take longer than all the others together.
    exclude: ["test/core/policy/{random-laws,small-model,laws}.test.ts"],
    setupFiles: ["test/support/setup.ts", "test/support/few-runs.ts"],
    runner: "scripts/mutation/runner.ts",
    testTimeout: 3_600_000,
    maxWorkers: 1,
    isolate: false,
    // What is loaded is another thing in each run, under the same name.
    fsModuleCache: false,
    reporters: ["dot"],
  },
});
