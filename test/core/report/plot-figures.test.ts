import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Figure } from "../../../core/report/figure.ts";
import { quantile } from "../../../core/report/figures/histogram.ts";
import { plotFigures } from "../../../core/report/plot-figures.ts";

const shapes = (figures: readonly Figure[]) => figures.map(({ shape }) => shape);
const rowsOf = (figure: Figure | undefined) => (figure?.shape === "table" ? figure.rows : []);

describe("residuals", () => {
  it("are told in numbers, over the actual values, and as a histogram", () => {
    const figures = plotFigures({
      pedigree: "residuals",
      points: [
        [1, 2],
        [2, 2],
        [3, 0],
      ],
    });
    expect(shapes(figures)).toEqual(["table", "scatter", "columns"]);
    // Errors 1, 0, -3.
    expect(rowsOf(figures[0])[0]).toEqual([3, -2 / 3, 4 / 3, Math.sqrt(10 / 3)]);
  });

  it("count every error once, also those beyond the outermost bins", () => {
    const error = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(error, { minLength: 1, maxLength: 300 }), (errors) => {
        const figures = plotFigures({ pedigree: "residuals", points: errors.map((e) => [0, e]) });
        const columns = figures.find((figure) => figure.shape === "columns");
        if (columns === undefined) return;
        expect(columns.bins.reduce((sum, { count }) => sum + count, 0)).toBe(errors.length);
      }),
    );
  });

  it("do not let one outlier squeeze the rest into one bin", () => {
    const points = Array.from({ length: 200 }, (_, i): [number, number] => [0, i === 0 ? 1e9 : i % 20]);
    const columns = plotFigures({ pedigree: "residuals", points }).find(({ shape }) => shape === "columns");
    const filled = columns?.shape === "columns" ? columns.bins.filter(({ count }) => count > 0) : [];
    expect(filled.length).toBeGreaterThan(10);
  });
});

describe("a histogram", () => {
  const at = (step: number | undefined, counts: number[]) => ({
    ...(step === undefined ? {} : { step }),
    edges: counts.map((_, i) => i).concat(counts.length),
    counts,
  });

  it("is its bins alone, and percentiles over several steps", () => {
    expect(shapes(plotFigures({ pedigree: "histogram", histograms: [at(undefined, [1, 2])] }))).toEqual([
      "columns",
    ]);
    const [bands] = plotFigures({ pedigree: "histogram", histograms: [at(9, [0, 10]), at(1, [10, 0])] });
    expect(bands).toMatchObject({ shape: "lines", lines: { length: 5 }, bands: { length: 2 } });
    expect(bands?.shape === "lines" ? bands.lines[0]?.points : []).toEqual([
      [1, 0.5],
      [9, 1.5],
    ]);
  });

  it("tells of steps without any value", () => {
    const [figure] = plotFigures({
      pedigree: "histogram",
      histograms: [at(1, [1]), at(2, [0]), at(3, [1])],
    });
    expect(figure).toMatchObject({ notes: ["1 without any value is not drawn."] });
    expect(plotFigures({ pedigree: "histogram", histograms: [at(1, [0])] })).toEqual([]);
  });

  it("has percentiles in order, within the bins that hold values", () => {
    const counts = fc.array(fc.nat(50), { minLength: 1, maxLength: 20 });
    const shares = fc.tuple(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    );
    fc.assert(
      fc.property(counts, shares, (values, [a, b]) => {
        fc.pre(values.some((count) => count > 0));
        const histogram = at(undefined, values);
        const [low, high] = [quantile(histogram, Math.min(a, b)), quantile(histogram, Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(values.findIndex((count) => count > 0));
        expect(high).toBeLessThanOrEqual(values.findLastIndex((count) => count > 0) + 1);
      }),
    );
    expect(quantile({ edges: [0, 10], counts: [7] }, 0.25)).toBeCloseTo(2.5, 12);
  });
});

describe("gradient norms", () => {
  const layer = (name: string, ...norms: (number | "NaN" | "Infinity")[]) => ({
    name,
    points: norms.map((norm, step): [number, typeof norm] => [step, norm]),
  });

  it("are powers of ten, and what has none is counted", () => {
    const [figure] = plotFigures({
      pedigree: "gradient-norms",
      layers: [layer("a", 1, 0.01, "NaN"), layer("b", 0, 10, 100)],
    });
    expect(figure).toMatchObject({
      lines: [{ foreign: "a" }, { foreign: "b" }],
      notes: ["2 norms are zero, NaN or infinite and not drawn."],
    });
    expect(figure?.shape === "lines" ? figure.lines[0]?.points : []).toEqual([
      [0, 0],
      [1, -2],
    ]);
  });

  it("show the outermost of many layers", () => {
    const layers = Array.from({ length: 9 }, (_, i) => layer(`l${i}`, 1, 10 ** i));
    const [figure] = plotFigures({ pedigree: "gradient-norms", layers });
    const names = figure?.shape === "lines" ? figure.lines.map(({ foreign }) => foreign) : [];
    expect(names).toEqual(["l0", "l1", "l2", "l6", "l7", "l8"]);
    expect(figure).toMatchObject({ notes: [expect.stringMatching(/^3 more layers in the file/)] });
  });
});

describe("predictions", () => {
  it("begin with the most confident mistake and end with the surest right one", () => {
    const row = (id: string, predicted: string, score: number) => ({ id, actual: "a", predicted, score });
    const rows = [
      row("sure", "a", 0.9),
      row("wrong", "b", 0.6),
      row("unsure", "a", 0.5),
      row("worst", "b", 0.99),
    ];
    const [table] = plotFigures({ pedigree: "predictions", rows });
    expect(rowsOf(table).map(([id]) => id)).toEqual(["worst", "wrong", "unsure", "sure"]);
    expect(table).toMatchObject({ notes: ["2 of 4 samples are wrong; the most confident mistakes first."] });
  });

  it("of numbers begin with the largest error", () => {
    const rows = [1, 5, 3].map((predicted, id) => ({ id, actual: 2, predicted }));
    const [table] = plotFigures({ pedigree: "predictions", rows });
    expect(rowsOf(table).map(([id]) => id)).toEqual([1, 0, 2]);
  });
});

describe("generations", () => {
  it("are means first, each over the samples that have it", () => {
    const text = { prompt: "p", output: "o" };
    const [table, texts] = plotFigures({
      pedigree: "generations",
      rows: [
        { ...text, scores: { rouge: 0.2, bleu: "NaN" }, latency_ms: 10 },
        { ...text, scores: { rouge: 0.4, bleu: 1 }, latency_ms: 30, tokens: 7 },
        { ...text, latency_ms: 20 },
      ],
    });
    const names = table?.shape === "table" ? table.columns.map(({ own, foreign }) => foreign ?? own) : [];
    expect(names).toEqual(["Samples", "rouge", "bleu", "Latency p50, ms", "Latency p95, ms", "Mean tokens"]);
    expect(rowsOf(table)[0]).toEqual([3, expect.closeTo(0.3, 12), "not finite", 20, 30, 7]);
    expect(texts).toMatchObject({ samples: [{ name: "1" }, { name: "2" }, { name: "3" }] });
  });

  it("survive scores that are named like parts of every object", () => {
    const rows = [
      { prompt: "", output: "", scores: JSON.parse('{"constructor": 1, "__proto__x": 2}') },
      { prompt: "", output: "" },
    ];
    expect(rowsOf(plotFigures({ pedigree: "generations", rows })[0])[0]).toEqual([2, 1, 2]);
  });
});

describe("a chain", () => {
  const order = (steps: { name: string; id?: string; parent?: string }[]) => {
    const [figure] = plotFigures({ pedigree: "chain", steps });
    return figure?.shape === "timeline" ? figure.steps.map(({ name, depth }) => `${depth}${name}`) : [];
  };

  it("has each step under the one that called it", () => {
    const steps = [
      { name: "tool", id: "3", parent: "2" },
      { name: "root", id: "1" },
      { name: "llm", id: "2", parent: "1" },
      { name: "lost", parent: "nobody" },
    ];
    expect(order(steps)).toEqual(["0root", "1llm", "2tool", "0lost"]);
  });

  it("shows every step once, whoever calls whom", () => {
    const id = fc.constantFrom("a", "b", "c", "d", undefined);
    const step = fc.record({ name: fc.string({ maxLength: 3 }), id, parent: id }, { requiredKeys: ["name"] });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (raw) => {
        const steps = raw.map(({ name, id, parent }) => ({
          name,
          ...(id === undefined ? {} : { id }),
          ...(parent === undefined ? {} : { parent }),
        }));
        expect(order(steps)).toHaveLength(steps.length);
      }),
    );
  });
});

describe("importance", () => {
  it("is ordered by size, and of nothing there is nothing to show", () => {
    const features = [1, -4, 2].map((value) => ({ name: `${value}`, value }));
    const [bars] = plotFigures({ pedigree: "feature-importance", features });
    expect(bars).toMatchObject({ bars: [{ name: "-4" }, { name: "2" }, { name: "1" }] });
    expect(plotFigures({ pedigree: "feature-importance", features: [] })).toEqual([]);
  });

  it("by SHAP tells which way larger values push, where it is told", () => {
    const features = [
      { name: "a", value: 3, direction: 0.5 },
      { name: "b", value: 2, direction: -0.5 },
      { name: "c", value: 1, direction: 0.01 },
    ];
    expect(plotFigures({ pedigree: "shap-summary", features })).toMatchObject([
      { words: "Larger values push", bars: [{ word: "↗ up" }, { word: "↘ down" }, { word: "↕ either way" }] },
    ]);
    expect(plotFigures({ pedigree: "shap-summary", features: [{ name: "a", value: 3 }] })).toMatchObject([
      { words: "" },
    ]);
  });
});
