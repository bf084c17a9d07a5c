import { describe, expect, it } from "vitest";
import { templates } from "../../../adapters/render/generated/templates.js";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { curveChart } from "../../../core/report/curve-chart.ts";
import { ownLine } from "../../../core/report/figure.ts";
import { linesView } from "../../../core/report/plot-lines.ts";
import { renderSource } from "../../support/render-source.ts";
import { withCode } from "../../support/with-code.ts";

describe("the renderer", () => {
  it("passes values through the helper that the template names", () => {
    expect(
      renderSource("{{code a max=4}} {{cell b}} {{number c}} {{percent d}} {{link 'run' e}}", {
        a: "abcdef",
        b: "x|y",
        c: 0.123456789,
        d: -0.1,
        e: "https://github.com/a",
      }),
    ).toBe("`abc…` `x\\|y` 0.12346 −10.0 % [run](https://github.com/a)");
  });

  it("gives the numbers of a chart as many digits as its axes need", () => {
    const line = [123_456.1, 123_456.4].map((value, step) => ({ step, time: null, value }));
    const { _chart: reply = {} } = templates;
    const view = curveChart("m", { points: line }, { points: [] });
    const chart = createRenderer({ precompiled: { reply } }).render("reply", view ?? {});
    expect(chart).toContain("  line [123456.1, 123456.4]\n");
    const points: [number, number][] = line.map(({ step, value }) => [step, value]);
    const lines = linesView({
      shape: "lines",
      x: "x",
      y: "y",
      range: null,
      lines: [ownLine("l", points)],
      bands: [],
      notes: [],
    });
    const plot = { kind: "k", name: "n", parts: [{ lines }] };
    expect(createRenderer().render("_plot", plot)).toMatch(/line \[123456\.1, .*, 123456\.4\]/);
  });

  it("renders a missing value as nothing, and never reaches a prototype", () => {
    expect(renderSource("[{{a}}][{{constructor}}][{{a.b.c}}][{{toString}}]", {})).toBe("[][][][]");
  });

  it("keeps templates of two renderers apart", () => {
    const local = createRenderer({ server: "http://127.0.0.1:1" });
    expect(local).not.toBe(createRenderer());
  });

  it("raises INTERNAL for a template that does not exist", () => {
    expect(() => createRenderer({ precompiled: {} }).render("check", {})).toThrow(withCode("INTERNAL"));
  });
});
