import fc from "fast-check";
import { expect, test } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { createFigureDrawer } from "../../adapters/render/svg/draw-figure.ts";
import { drawingsOf } from "../../core/report/drawings.ts";
import type { Plot } from "../../core/run/plot.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { buildRun } from "../support/build-run.ts";
import { problemsOf, textOutsideCode } from "../support/read-markdown.ts";

/** Every place in which a plot holds text of its own. */
const textual = (text: string): readonly Plot[] => [
  { pedigree: "table", title: text, columns: [text], rows: [[text]] },
  { pedigree: "predictions", rows: [{ id: text, actual: text, predicted: `${text}!`, score: 1 }] },
  {
    pedigree: "generations",
    rows: [
      { id: text, prompt: text, output: text.repeat(50), reference: text, scores: { [`s${text}`]: "NaN" } },
    ],
  },
  {
    pedigree: "chain",
    steps: [
      { name: text, input: text, output: text },
      { name: "b", error: text },
    ],
  },
  { pedigree: "shap-summary", features: [{ name: text, value: 1, direction: 1 }] },
  {
    pedigree: "gradient-norms",
    layers: [
      {
        name: text,
        points: [
          [0, 1],
          [1, 2],
        ],
      },
    ],
  },
];

test("D7 keeps every text of a plot inside code, whatever it is", async () => {
  const ports = { baseline: null, holder: null, comments: null, renderer: createRenderer() };
  const hostile = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      "| a | b |\n| - | - |",
      "```\n</details><img src=x>",
      "``` ```` `",
      "@octocat #1 https://evil.example",
      "<!-- marker -->",
      "a\\|b\r\n\r\n# Title",
    ),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const { summary } = await compareRun(ports, {
        run: buildRun(),
        curves: new Map(),
        pullRequest: null,
        baselineBranch: "main",
        registration: null,
        links: { server: "https://github.com", run: null, artifact: null },
        plots: textual(`x${text}@evil`).map((plot, i) => ({ path: `${i}.json`, plot })),
      });
      expect(problemsOf(summary)).toEqual([]);
      expect(textOutsideCode(summary)).not.toContain("evil");
    }),
    { numRuns: 60 },
  );
});

test("D7 keeps every text of a plot and a metric text inside an image", async () => {
  const hostile = [`"><script>alert(1)</script>`, "</style><image href='//evil'/>", "&#60;b&#62;"];
  const drawer = createFigureDrawer();
  for (const text of hostile) {
    const points = [0, 1].map((step) => ({ step, time: null, value: step }));
    const plots = textual(text).map((plot, i) => ({ path: `${text}${i}.json`, plot }));
    for (const drawing of drawingsOf(new Map([[text, points]]), {}, plots)) {
      const svg = await drawer.draw(drawing);
      expect(svg).not.toMatch(/<(script|image|b)\b|<\/style><(?!rect)/);
      expect(drawing.name).toMatch(/^[A-Za-z0-9._-]+$/);
    }
  }
});
