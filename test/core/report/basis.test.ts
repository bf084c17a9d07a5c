import { expect, it } from "vitest";
import { compareMetrics, listMetrics } from "../../../core/compare/compare-metrics.ts";
import { basisOf } from "../../../core/report/basis.ts";
import { buildRun } from "../../support/build-run.ts";

const one = buildRun({ metrics: { a: 1 } });
const two = buildRun({ metrics: { a: 2 } });
const repeated = buildRun({ metrics: { "a/seed=1": 1, "a/seed=2": 3 } });

it("says that one run was compared with one run", () => {
  expect(basisOf(compareMetrics(one, two))).toMatch(/^A single run against a single run: only the tolerance/);
});

it("says from how many runs the noise is learned", () => {
  const history = [1, 2, 1, 2].map((a) => buildRun({ metrics: { a } }));
  expect(basisOf(compareMetrics(one, two, { history }))).toContain("4 runs on the baseline branch");
});

it("says which test was made of how many repeats", () => {
  const other = buildRun({ metrics: { "a/seed=1": 2, "a/seed=2": 3, "a/seed=3": 5 } });
  expect(basisOf(compareMetrics(repeated, other))).toMatch(/2 repeats against 3 repeats.*Welch/);
  expect(basisOf(compareMetrics(repeated, one))).toMatch(/2 repeats against a single run.*prediction/);
});

it("says nothing where nothing was compared", () => {
  expect(basisOf(listMetrics(one))).toBe("");
});
