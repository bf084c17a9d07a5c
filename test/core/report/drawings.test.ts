import fc from "fast-check";
import { expect, it } from "vitest";
import { drawingsOf } from "../../../core/report/drawings.ts";
import type { CurvePoint } from "../../../core/run/metric.ts";
import type { NamedPlot } from "../../../core/run/plot.ts";

const curve = (...values: number[]): CurvePoint[] =>
  values.map((value, step) => ({ step, time: null, value }));
const importance = (path: string): NamedPlot => ({
  path,
  plot: { pedigree: "feature-importance", features: [{ name: "age", value: 1 }] },
});

it("draws curves, those with a goal first, and then plots", () => {
  const curves = new Map([
    ["a/b", curve(1, 2)],
    ["auc", curve(3, 4)],
    ["once", curve(1)],
  ]);
  const goals = { auc: { goal: "maximize", tolerance: 0 } } as const;
  const names = drawingsOf(curves, goals, [importance("plots/importance.json")]).map(({ name }) => name);
  expect(names).toEqual(["curve-auc", "curve-a-b", "plots-importance"]);
});

it("draws forty curves at most, each of five hundred points at most", () => {
  const long = Array.from({ length: 5_000 }, (_, i) => Math.sin(i));
  const curves = new Map(Array.from({ length: 45 }, (_, i) => [`m${i}`, curve(...long)]));
  const drawings = drawingsOf(curves, {}, []);
  expect(drawings).toHaveLength(40);
  const figure = drawings[0]?.figure;
  const points = figure?.shape === "lines" ? (figure.lines[0]?.points.length ?? 0) : 0;
  expect(points).toBeGreaterThan(400);
  expect(points).toBeLessThanOrEqual(500);
});

it("gives every image a name of its own that is safe on every file system", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 200 }), { maxLength: 8 }), (paths) => {
      const names = drawingsOf(new Map(), {}, [...paths, "A.json", "a.json", "a"].map(importance)).map(
        ({ name }) => name,
      );
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(paths.length + 3);
      for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,90}$/);
    }),
  );
});

it("draws nothing of tables and texts", () => {
  const table: NamedPlot = { path: "t.json", plot: { pedigree: "table", columns: ["a"], rows: [[1]] } };
  expect(drawingsOf(new Map(), {}, [table])).toEqual([]);
});
