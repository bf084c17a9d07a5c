import { defineConfig } from "vitest/config";

/** What takes long, so that `npm test` stays under five minutes on two cores. CI runs both (`.ci/run`). */
const PROOFS = [
  // The oracle, and histories under faults.
  "test/{oracle,chaos}/**/*.test.ts",
  // Hostile inputs at their full size, and a flood of webhooks.
  "test/attacks/{input-caps,transport-load}.test.ts",
  // Whole jobs: shown while they run, ended badly, in a matrix, of a fork; and the story that `npm start` tells.
  "test/action/live/**/*.test.ts",
  "test/action/recorder/{command,job,troubled}.test.ts",
  "test/action/{compare-to,matrix}.test.ts",
  "test/app/fork-comment.test.ts",
  "test/scripts/story.test.ts",
  // Trainings at a terminal, with signals, pipes and several at once.
  "test/cli/local/{at-once,live,printed,recorded,run,watched}.test.ts",
  "test/cli/output.test.ts",
  // A registry of which every object is altered in turn.
  "test/usecases/verify-{known,objects}.test.ts",
];

export default defineConfig({
  test: {
    setupFiles: ["test/support/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Half of the time went into loading the same modules and compiling GitHub's schemas again for each file. What a test
    // changes of its process it puts back: environment, spies, clocks, nock (test/support/setup.ts).
    isolate: false,
    projects: [
      { extends: true, test: { name: "tests", include: ["test/**/*.test.ts"], exclude: PROOFS } },
      { extends: true, test: { name: "proofs", include: PROOFS } },
    ],
  },
});
