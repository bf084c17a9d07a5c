import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { headline } from "../../../core/report/headline.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

const goals = { a: { goal: "maximize" }, b: { goal: "maximize" } } as const;
const line = (now: RunInput, before: RunInput | null) => {
  const run = buildRun(now);
  const { icon, text } = headline(
    run,
    compareRuns(run, before === null ? null : buildRun(before)),
    "production",
  );
  return `${icon} ${text}`;
};

describe("the first line", () => {
  const before = { goals, metrics: { a: 1, b: 1 } };
  it.each([
    [{ a: 2, b: 1 }, "✅ Better than production"],
    [{ a: 0, b: 1 }, "❌ Worse than production"],
    [{ a: 2, b: 0 }, "🟡 Better and worse than production"],
    [{ a: 1, b: 1 }, "🟰 As good as production"],
    [{ a: 9 }, "🟡 Better and worse than production"],
  ])("of %j", (metrics, expected) => {
    expect(line({ goals, metrics }, before)).toBe(expected);
  });

  it("does not call equal what only noise hides", () => {
    const history = [1, 1.1, 0.9, 1].map((a) => buildRun({ metrics: { a } }));
    const text = (metrics: NonNullable<RunInput["metrics"]>, then = { a: 1, b: 1 } as typeof metrics) => {
      const run = buildRun({ goals, metrics });
      const comparison = compareRuns(run, buildRun({ goals, metrics: then }), { history });
      return [comparison.verdict, headline(run, comparison, "the baseline").text];
    };
    expect(text({ a: 1.05, b: 1 })).toEqual(["same", "Not told apart from the baseline"]);
    expect(text({ a: 1, b: 1 })).toEqual(["same", "As good as the baseline"]);
    expect(text({ a: 1.05, b: 2 })).toEqual(["better", "Better than the baseline"]);
    expect(text({ a: "NaN", b: 1 }, { a: "NaN", b: 1 })[1]).toBe("Not told apart from the baseline");
    expect(text({ a: 1, b: 1 }, { c: 1 })[1]).toContain("has none of the metrics with a goal");
  });

  it("does not call a run good when nothing was judged", () => {
    expect(line({ metrics: { a: 1 } }, { metrics: { a: 1 } })).toContain("no metric has a goal");
  });

  it("says that a run did not finish before anything else", () => {
    expect(line({ goals, metrics: { a: 2, b: 2 }, status: "failed" }, before)).toBe("🛑 The run failed");
    expect(line({ status: "cancelled" }, null)).toBe("🛑 The run was cancelled");
  });
});
