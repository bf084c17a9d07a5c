import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { metricRows, moveReport } from "../../../core/report/move-report.ts";
import { judgement } from "../../support/events.ts";

describe("metric rows", () => {
  it("show both sides, gaps and the change", () => {
    expect(metricRows({ auc: 0.75, loss: "NaN" }, { auc: 0.5, old: 1 })).toEqual([
      { name: "auc", candidate: 0.75, holder: 0.5, change: 0.25 },
      { name: "loss", candidate: Number.NaN, holder: null, change: null },
      { name: "old", candidate: null, holder: 1, change: null },
    ]);
  });

  it("have no change where one side is not finite", () => {
    expect(metricRows({ a: "Infinity" }, { a: "Infinity" })[0]?.change).toBeNull();
  });

  it("leave out what was measured of the machine", () => {
    expect(metricRows({ auc: 0.75, "system/memory": 3 }, { "system/disk": 1 })).toHaveLength(1);
  });

  it("do not take inherited properties for metrics", () => {
    expect(metricRows({ toString: 1 }, {})).toEqual([
      { name: "toString", candidate: 1, holder: null, change: null },
    ]);
  });
});

it("is drawn without a candidate's metrics, too", () => {
  const { facts, decision } = judgement({ version: 2, from: "staging", to: "production" });
  const unknown = { known: false, reason: "run.json is missing" } as const;
  const report = moveReport({ ...facts, candidate: unknown, card: unknown }, decision, 7);
  const text = createRenderer().render("move-pull", report);
  expect(text).toContain("run.json is missing");
  expect(text).toContain("#7");
});
