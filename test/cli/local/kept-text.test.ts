import { expect, it } from "vitest";
import { standingText } from "../../../cli/local/kept-text.ts";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import type { Verdict } from "../../../core/compare/comparison.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

const GOALS = { auc: { goal: "maximize", tolerance: 0.01 }, loss: { goal: "minimize" } } as const;
const BEFORE = { metrics: { auc: 0.9, loss: 1 }, goals: GOALS };

const SENTENCES: readonly [Verdict, string, RunInput, RunInput | null, string][] = [
  ["none", "without a baseline", BEFORE, null, "Recorded; there is no baseline to compare with yet"],
  [
    "failed",
    "a failure without a baseline",
    { status: "failed" },
    null,
    "Recorded; there is no baseline to compare with yet",
  ],
  [
    "better",
    "better",
    { metrics: { auc: 0.95, loss: 0.5 }, goals: GOALS },
    BEFORE,
    "Better than the baseline ID: 2 better",
  ],
  [
    "worse",
    "worse",
    { metrics: { auc: 0.8, loss: 1 }, goals: GOALS },
    BEFORE,
    "Worse than the baseline ID: 1 worse, 1 unchanged",
  ],
  [
    "mixed",
    "better and worse",
    { metrics: { auc: 0.95, loss: 2 }, goals: GOALS },
    BEFORE,
    "Better and worse than the baseline ID: 1 better, 1 worse",
  ],
  ["same", "the same", BEFORE, BEFORE, "As good as the baseline ID: 2 within tolerance"],
  [
    "same",
    "without goals",
    { metrics: { auc: 0.95, loss: 1 } },
    { metrics: { auc: 0.9, loss: 1 } },
    "Compared with the baseline ID: 1 unchanged, 1 changed; no metric has a goal, so none is judged",
  ],
  [
    "same",
    "without metrics",
    {},
    {},
    "Compared with the baseline ID: no metric has a goal, so none is judged",
  ],
  [
    "failed",
    "a failure",
    { ...BEFORE, status: "failed" },
    BEFORE,
    "It did not finish; against the baseline ID: 2 within tolerance",
  ],
  [
    "failed",
    "a cancellation",
    { metrics: { auc: 0.8 }, goals: GOALS, status: "cancelled" },
    BEFORE,
    "It did not finish; against the baseline ID: 1 worse, 1 missing",
  ],
  [
    "failed",
    "a failure before the first metric",
    { status: "failed" },
    {},
    "It did not finish; the baseline is ID",
  ],
];

it.each(SENTENCES)("tells %s in one sentence: %s", (verdict, _, now, before, sentence) => {
  const run = buildRun(now);
  const comparison = compareRuns(run, before === null ? null : buildRun(before), { curves: new Map() });
  expect(comparison.verdict).toBe(verdict);
  expect(standingText(run, comparison, before === null ? null : "ID")).toBe(sentence);
});

it("has a sentence for every verdict", () => {
  const told = new Set(SENTENCES.map(([verdict]) => verdict));
  expect([...told].sort()).toEqual(["better", "failed", "mixed", "none", "same", "worse"]);
});
