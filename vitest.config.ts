import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Half of the time went into loading the same modules and compiling GitHub's schemas again for each file. What a test
    // changes of its process it puts back: environment, spies, clocks, nock (test/support/setup.ts).
    isolate: false,
  },
});
