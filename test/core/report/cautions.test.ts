import { describe, expect, it } from "vitest";
import { compareMetrics } from "../../../core/compare/compare-metrics.ts";
import type { Baseline } from "../../../core/ports/baseline.ts";
import { cautionsOf } from "../../../core/report/cautions.ts";
import type { Run } from "../../../core/run/run.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

type Metrics = NonNullable<RunInput["metrics"]>;
const goalsOf = (metrics: Metrics) =>
  Object.fromEntries(Object.keys(metrics).map((name) => [name, { goal: "maximize" as const }]));

function cautions(now: Metrics, then: Metrics, more: { history?: readonly Run[]; asked?: number } = {}) {
  const { history = [], asked = 0 } = more;
  const reference = buildRun({ metrics: then });
  const baseline: Baseline = {
    found: true,
    run: reference,
    curves: new Map(),
    artifact: null,
    history,
    notes: [],
  };
  const metrics = compareMetrics(buildRun({ metrics: now, goals: goalsOf(now) }), reference, { history });
  return cautionsOf({
    metrics,
    baseline,
    against: "the baseline",
    compare: { history: asked, repeats: [] },
  });
}
const historyOf = (...values: readonly (number | "NaN")[]) => values.map((a) => buildRun({ metrics: { a } }));

it("says nothing of an ordinary comparison, or of none", () => {
  expect(cautions({ a: 1 }, { a: 2 })).toEqual([]);
  expect(cautionsOf({ metrics: [], baseline: null, against: "the baseline" })).toEqual([]);
});

it("says that a reference diverged", () => {
  const [line, ...others] = cautions({ a: 1, b: 1 }, { a: "NaN", b: 1 });
  expect(line).toMatch(/^The baseline has no finite value of 1 of 2 metrics .* no gate on it passes\.$/);
  expect(others).toEqual([]);
});

describe("why there is no noise band, though one was asked for", () => {
  it.each([
    ["the number is too small for any", 3, historyOf(1, 2, 1), "it is 3, and fewer than 4 runs give no band"],
    ["nothing is learned of what was named", 6, [], "it is learned from a branch only"],
    ["the branch is young", 6, historyOf(1, 2), "2 finished runs of the branch could be read, and 4"],
    [
      "the metric lacks values",
      6,
      historyOf(1, 2, 1, "NaN"),
      "of 1 of 1 metric fewer than 4 of the 4 runs that were read have a finite value",
    ],
  ])("%s", (_, asked, history, why) => {
    const lines = cautions({ a: 1 }, { a: 2 }, { history, asked });
    expect(lines).toEqual([expect.stringContaining(why)]);
  });

  it("is silent where there is one, where none was asked for, and where a test says more", () => {
    expect(cautions({ a: 1 }, { a: 2 }, { history: historyOf(1, 2, 1, 2), asked: 4 })).toEqual([]);
    expect(cautions({ a: 1 }, { a: 2 }, { asked: 0 })).toEqual([]);
    const seeds = { "a/seed=1": 1, "a/seed=2": 2 };
    const run = buildRun({ metrics: seeds, goals: goalsOf({ a: 1 }) });
    const metrics = compareMetrics(run, run);
    const baseline: Baseline = {
      found: true,
      run,
      curves: new Map(),
      artifact: null,
      history: [],
      notes: [],
    };
    const compare = { history: 6, repeats: [] };
    expect(cautionsOf({ metrics, baseline, against: "the baseline", compare })).toEqual([]);
  });
});

it("says how many metrics chance moves where there are many, by tests or bands and not by tolerances", () => {
  const many = (count: number, value: number): Metrics =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, value]));
  const history = (count: number) => [1, 2, 1, 2].map((v) => buildRun({ metrics: many(count, v) }));
  const lines = (count: number) =>
    cautions(many(count, 1), many(count, 2), { history: history(count), asked: 4 });
  expect(lines(5)).toEqual([]);
  expect(lines(6)).toEqual([expect.stringContaining("Each of 6 metrics")]);
  expect(lines(60)).toEqual([
    expect.stringMatching(/^Each of 60 metrics .* up to about 3 of them .*, half of those worse\.$/),
  ]);
  expect(cautions(many(60, 1), many(60, 2))).toEqual([]);
});
