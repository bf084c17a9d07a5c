import { expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { gateView } from "../../../core/report/gate-view.ts";
import { buildRun } from "../../support/build-run.ts";

const goals = { a: { goal: "maximize", tolerance: 0.5 } } as const;
const [change] = compareRuns(buildRun({ metrics: { a: 1 }, goals }), buildRun({ metrics: { a: 2 } })).metrics;

it("shows nothing where there is no gate", () => {
  expect(gateView({ kind: "off" }, 5)).toBeNull();
});

it("tells a first run from one that was compared", () => {
  const text = (compared: boolean) => gateView({ kind: "passed", compared }, 5)?.text;
  expect(text(true)).not.toBe(text(false));
});

it("names what failed with its numbers, as far as there is room", () => {
  const failures = [
    { metric: "a", why: "regressed" as const, change: change ?? null },
    { metric: "b", why: "missing" as const, change: null },
  ];
  expect(gateView({ kind: "failed", failures }, 1)).toMatchObject({
    failures: [{ metric: "a", numbers: { value: 1, reference: 2, tolerance: 0.5, noise: null } }],
    omitted: 1,
  });
  expect(gateView({ kind: "failed", failures }, 5)?.failures[1]?.numbers).toBeNull();
  expect(gateView({ kind: "shut", why: "x" }, 5)?.text).toContain("could not be evaluated");
});

it("names goals that nothing answers to beside what passed and what failed, as far as there is room", () => {
  const ungated = ["f1", "acc"];
  expect(gateView({ kind: "passed", compared: true, ungated }, 1)).toMatchObject({ ungated: ["f1"] });
  expect(gateView({ kind: "failed", failures: [], ungated }, 5)).toMatchObject({ ungated });
  expect(gateView({ kind: "passed", compared: true }, 5)).toMatchObject({ ungated: [] });
});
