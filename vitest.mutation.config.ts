import { defineConfig } from "vitest/config";

/** What mutation testing runs for each mutant of the decision core: its own specification, and nothing slow. */
export default defineConfig({
  test: {
    include: ["test/core/policy/**/*.test.ts"],
    // Their thousands of cases would take longer than all the others together.
    exclude: ["test/core/policy/{random-laws,small-model}.test.ts"],
    setupFiles: ["test/support/setup.ts", "test/support/few-runs.ts"],
    testTimeout: 120_000,
    maxWorkers: 1,
    isolate: false,
  },
});
