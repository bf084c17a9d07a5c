import { expect, test } from "vitest";
import { commitShaSchema } from "../../../core/names.ts";
import { bounded, expectedSections, sectionKey, sectionOrigin } from "../../../core/report/section-key.ts";
import { encodeKey } from "../../../core/report/section-marker.ts";
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

test("a section of a fork is named after the file that recorded it, too", () => {
  expect(sectionKey({ experiment: "train", leg: "lr=0.1" }, "a.yml")).toBe("a.yml: train (lr=0.1)");
});

test("a long name keeps its beginning, and what tells it from others", () => {
  const [one, other] = ["1", "2"].map((end) => `${"ж".repeat(150)}${end}`);
  const [a, b] = [one, other].map((experiment) => sectionKey({ experiment: experiment ?? "" }));
  expect(a).not.toBe(b);
  expect(a).toMatch(/^ж{10,}\.\.[0-9a-f]{12}$/);
  expect(encodeKey(a ?? "").length).toBeLessThanOrEqual(200);
  expect(bounded("x".repeat(200))).toBe("x".repeat(200));
});

test("a section is of a workflow run, its attempt, its commit, and as many runs as repeat each other", () => {
  const run = { workflowRun: 7, attempt: 2, runs: 3, workflow: "train.yml" };
  expect(sectionOrigin(buildRun({ trigger }), 2)).toEqual({ ...run, commit: "a".repeat(40) });
  const { source } = buildRun();
  const merge = buildRun({
    trigger,
    source: { ...source, headCommit: commitShaSchema.parse("b".repeat(40)) },
  });
  expect(sectionOrigin(merge, 2)?.commit).toBe("b".repeat(40));
  expect(sectionOrigin(buildRun({ trigger, source: { ...source, commit: null } }), 2)).toEqual(run);
  expect(sectionOrigin(buildRun(), 2)).toBeNull();
});

test("as many sections are expected as a matrix has jobs, less those that repeat one another", () => {
  expect([expectedSections(undefined, 0), expectedSections(30, 0), expectedSections(30, 2)]).toEqual([
    1, 30, 10,
  ]);
});
