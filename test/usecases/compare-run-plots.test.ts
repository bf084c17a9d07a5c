import { expect, test } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { buildRun } from "../support/build-run.ts";
import { problemsOf } from "../support/read-markdown.ts";

const REQUEST = {
  run: buildRun({ metrics: { auc: 1 } }),
  curves: new Map(),
  pullRequest: null,
  baselineBranch: "main",
  registration: null,
  links: { server: "https://github.com", run: null, artifact: null },
};

test("draws what the run left to look at, folded", async () => {
  const points: [number, number][] = [
    [0, 0],
    [0.2, 0.8],
    [1, 1],
  ];
  const counts = [
    [9, 1],
    [2, 8],
  ];
  const ports = { baseline: null, holder: null, comments: null, renderer: createRenderer() };
  const { summary } = await compareRun(ports, {
    ...REQUEST,
    plots: [
      { path: "cm.json", plot: { pedigree: "confusion-matrix", labels: ["no", "yes"], counts } },
      { path: "roc.json", plot: { pedigree: "roc", points } },
      { path: "f.json", plot: { pedigree: "feature-importance", features: [{ name: "age", value: 0.3 }] } },
    ],
  });
  expect(problemsOf(summary)).toEqual([]);
  const folded = summary.slice(summary.indexOf("<details><summary>Plots"));
  expect(folded.slice(0, folded.indexOf("</details>"))).toMatchInlineSnapshot(`
    "<details><summary>Plots (3)</summary>

    **Confusion matrix** \`cm.json\`

    | actual ↓ predicted → | \`no\` | \`yes\` |
    | :-- | --: | --: |
    | \`no\` | 9 █ | 1 ░ |
    | \`yes\` | 2 ░ | 8 █ |

    **ROC curve** \`roc.json\`

    🔵 this run, 🟠 diagonal

    \`\`\`mermaid
    ---
    config:
      xyChart:
        width: 480
        height: 320
      themeVariables:
        xyChart:
          plotColorPalette: "#0969da, #e16f24, #2da44e, #8250df, #bf8700, #cf222e"
    ---
    xychart-beta
      x-axis "false positive rate" 0 --> 1
      y-axis "true positive rate" 0 --> 1
      line [0, 0.10256, 0.20513, 0.30769, 0.41026, 0.51282, 0.61538, 0.71795, 0.80128, 0.80769, 0.8141, 0.82051, 0.82692, 0.83333, 0.83974, 0.84615, 0.85256, 0.85897, 0.86538, 0.87179, 0.87821, 0.88462, 0.89103, 0.89744, 0.90385, 0.91026, 0.91667, 0.92308, 0.92949, 0.9359, 0.94231, 0.94872, 0.95513, 0.96154, 0.96795, 0.97436, 0.98077, 0.98718, 0.99359, 1]
      line [0, 0.025641, 0.051282, 0.076923, 0.10256, 0.12821, 0.15385, 0.17949, 0.20513, 0.23077, 0.25641, 0.28205, 0.30769, 0.33333, 0.35897, 0.38462, 0.41026, 0.4359, 0.46154, 0.48718, 0.51282, 0.53846, 0.5641, 0.58974, 0.61538, 0.64103, 0.66667, 0.69231, 0.71795, 0.74359, 0.76923, 0.79487, 0.82051, 0.84615, 0.87179, 0.89744, 0.92308, 0.94872, 0.97436, 1]
    \`\`\`

    **Feature importance** \`f.json\`

    | Feature | Importance | |
    | :-- | --: | :-- |
    | \`age\` | 0.3 | ████████████████████ |

    "
  `);
});

test("says how long a text is that it cuts", async () => {
  const prompt = "why? ".repeat(400);
  const ports = { baseline: null, holder: null, comments: null, renderer: createRenderer() };
  const { summary } = await compareRun(ports, {
    ...REQUEST,
    plots: [{ path: "g.json", plot: { pedigree: "generations", rows: [{ prompt, output: "short" }] } }],
  });
  expect(summary).toContain("Prompt (the first of 2000 characters):");
  expect(summary).toContain("Output:\n");
  expect(summary).not.toContain(prompt);
});
