import { expect, it } from "vitest";
import { comparisonText } from "../../../cli/local/comparison-text.ts";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { comparisonReport } from "../../../core/report/comparison-report.ts";
import { buildRun } from "../../support/build-run.ts";

it("says under the table what keeps the comparison from meaning what it seems to", () => {
  const goals = { loss: { goal: "minimize" } } as const;
  const stopped = {
    condition: "diverged.loss",
    at: "2026-01-31T12:00:30Z",
    step: 34,
    values: { "diverged.loss": true },
    signal: "SIGTERM" as const,
  };
  const reference = buildRun({ metrics: { loss: "NaN" }, goals, stopped });
  const run = buildRun({ metrics: { loss: 1 }, goals });
  const comparison = compareRuns(run, reference);
  const view = comparisonReport(
    {
      run,
      curves: new Map(),
      comparison,
      baseline: { found: true, run: reference, curves: new Map(), artifact: null, history: [], notes: [] },
      baselineBranch: "main",
      named: false,
      gate: { kind: "off" },
      plots: [],
      production: null,
      notes: [],
      links: { server: "https://github.com", run: null, artifact: null },
    },
    { rows: 10, unchanged: true, others: 10, charts: 0, lines: 10 },
  );
  const lines = comparisonText(view, comparison.code, { paint: (_, text) => text }).split("\n");
  expect(lines).toContain(
    "⚠️ The baseline has no finite value of 1 of 1 metric with a goal: to be better there says nothing, and no gate on it passes.",
  );
  expect(lines).toContain(
    "⏹️ a rule ended the training of the baseline early at step 34, because diverged.loss was true",
  );
});
