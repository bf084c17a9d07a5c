import { expect, test } from "vitest";
import { sectionKey, sectionOrigin } from "../../../core/report/section-key.ts";
import { seriesOf } from "../../../core/run/artifact-name.ts";
import { buildRun } from "../../support/build-run.ts";

const trigger = {
  event: "push",
  actor: null,
  workflow: { name: "train", path: "train.yml" },
  runId: 7,
  runNumber: 1,
  runAttempt: 2,
  job: "fit",
  jobId: null,
  pullRequest: null,
};

test("a section is named after the experiment, and after the leg where there is one", () => {
  expect(sectionKey(seriesOf(buildRun({ trigger })))).toBe("train");
  expect(sectionKey(seriesOf(buildRun({ trigger: { ...trigger, leg: "lr=0.1" } })))).toBe("train (lr=0.1)");
});

test("a section is of a workflow run, its attempt, and as many runs as repeat each other", () => {
  expect(sectionOrigin(buildRun({ trigger }), 2)).toEqual({ workflowRun: 7, attempt: 2, runs: 3 });
  expect(sectionOrigin(buildRun(), 2)).toBeNull();
});
