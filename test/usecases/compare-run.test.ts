import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { stageNameSchema } from "../../core/names.ts";
import { withoutCuts } from "../../core/report/section-parts.ts";
import type { NamedPlot } from "../../core/run/plot.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { buildRun } from "../support/build-run.ts";
import { before, curve, found, now, registration, request, runOf, world } from "../support/compare-world.ts";
import { problemsOf, textOutsideCode } from "../support/read-markdown.ts";

describe("comparing a run", () => {
  it("writes what a reviewer wants to see", async () => {
    const { ports, written } = world({
      baseline: found(before),
      holder: { found: true, version: 3, stage: stageNameSchema.parse("production"), run: before },
    });
    const result = await compareRun(ports, request(now, { registration }));
    expect(result).toMatchObject({ verdict: "mixed", notes: [], comment: { written: true } });
    expect(written.section).toBe("train");
    const text = withoutCuts(written.text ?? "");
    expect(text.split("\n").slice(0, 32).join("\n")).toMatchInlineSnapshot(`
      "### 🟡 Better and worse than the baseline

      **Experiment** \`train\` · 1 better, 1 worse

      | Metric | This run | Baseline | Change | % | |
      | :-- | --: | --: | --: | --: | :-- |
      | \`auc\` ↑ | 0.934 | 0.912 | +0.022 | +2.4 % | ✅ better |
      | \`loss\` ↓ | 0.26 | 0.25 | +0.01 | +4.0 % | ❌ worse |

      <sub>A single run against a single run: only the tolerance tells a change from chance.</sub>

      **🟡 Better and worse than production** (\`churn\` version 3): 1 better, 1 worse

      <details><summary>Metrics against production</summary>

      | Metric | This run | Production | Change | % | |
      | :-- | --: | --: | --: | --: | :-- |
      | \`auc\` ↑ | 0.934 | 0.912 | +0.022 | +2.4 % | ✅ better |
      | \`loss\` ↓ | 0.26 | 0.25 | +0.01 | +4.0 % | ❌ worse |

      </details>

      **Why is it different?** Code [\`bbbbbbb...aaaaaaa\`](https://github.com/acme/churn/compare/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa), 1 parameter

      | | | Baseline | This run |
      | :-- | :-- | :-- | :-- |
      | parameter | \`lr\` | \`0.1\` | \`0.05\` |

      \`loss\` over steps: 🔵 this run, 🟠 baseline

      \`\`\`mermaid
      ---"
    `);
  });

  it("draws this run and the baseline in one chart", async () => {
    const { ports, written } = world({ baseline: found(before) });
    await compareRun(ports, request(now));
    expect(/xychart-beta\n([^`]*)```/.exec(written.text ?? "")?.[1]).toMatchInlineSnapshot(`
      "  title "loss"
        x-axis "step" 0 --> 3
        y-axis "value" 0.1875 --> 1.5625
        line [1, 0.5, 0.33333, 0.25]
        line [1.5, 0.75, 0.5, 0.375]
      "
    `);
  });

  it.each([
    ["no-run", "no run yet"],
    ["expired", "expire"],
    ["unfinished", "did not finish"],
    ["unreadable", "could not be read"],
    ["unavailable", "could not be asked"],
  ] as const)("says why there is no baseline: %s", async (reason, words) => {
    const { ports, written } = world({ baseline: { found: false, reason, notes: [] } });
    expect((await compareRun(ports, request(now))).verdict).toBe("none");
    expect(written.text).toMatch(/^### 🆕 /);
    expect(written.text).toContain(words);
    expect(written.text).toContain("| `auc` ↑ | 0.934 |");
  });

  it.each(["failed", "cancelled"] as const)("says first that a run was %s", async (status) => {
    const { ports, written } = world({ baseline: found(before) });
    expect((await compareRun(ports, request(runOf({ status })))).verdict).toBe("failed");
    expect(written.text).toMatch(/^### 🛑 /);
  });

  it("says that a model is not in production yet", async () => {
    const { ports, written } = world({ baseline: found(before) });
    await compareRun(ports, request(now, { registration }));
    expect(written.text).toContain("Not compared with production");
  });

  it("turns every trouble of its ports into a note, and still gives a summary", async () => {
    const trouble = new PedigreeError("REMOTE_REFUSED", "artifacts cannot be listed", {
      found: "HTTP status 403",
    });
    const { ports, written } = world({ baseline: trouble, holder: trouble });
    const comments = { update: () => Promise.reject(trouble) };
    const result = await compareRun({ ...ports, comments }, request(now, { registration }));
    expect(result).toMatchObject({ verdict: "none", comment: null });
    expect(result.notes).toHaveLength(3);
    expect(result.summary).toContain("HTTP status 403");
    await compareRun(ports, request(now));
    expect(written.text).toContain("HTTP status 403");
  });

  it("writes no comment without a pull request, and asks nobody who is switched off", async () => {
    const { ports, written } = world({});
    const off = { ...ports, baseline: null, holder: null };
    expect(await compareRun(off, request(now, { pullRequest: null }))).toMatchObject({
      comment: null,
      notes: [],
    });
    expect(written.text).toBeUndefined();
  });
});

const CANARY = "zqCanaryqz";
const hostile = fc
  .tuple(
    fc.constantFrom(
      "@acme/leads ",
      "|",
      "\n|a|b|\n",
      "```\n",
      "`",
      "<img src=x>",
      "![i](https://e.example/)",
      "</details>",
      "<!-- x",
      "\\|",
    ),
    fc.constantFrom("`", "\n\n# APPROVED", "|", "]]", "&#64;a", "\u202E", "-->", "\\"),
  )
  .map(([a, b]) => `${a}${CANARY}${b}`);

const plotsOf = (names: readonly string[]): readonly NamedPlot[] => [
  {
    path: names[0] ?? "",
    plot: {
      pedigree: "confusion-matrix",
      labels: [...names],
      counts: names.map(() => names.map(() => 3)),
    },
  },
  {
    path: "importance.json",
    plot: {
      pedigree: "feature-importance",
      title: names[0],
      features: names.map((name) => ({ name, value: 1 })),
    },
  },
];

describe("a comment made of hostile names", () => {
  it("holds them in code only, and keeps its form", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 6 }), async (names) => {
        const record = <T>(value: T) => Object.fromEntries(names.map((name) => [name, value]));
        const run = buildRun({
          experiment: names[0] ?? "x",
          name: names[0] ?? null,
          metrics: { ...record(1), ...Object.fromEntries(names.map((name) => [`a/${name}=${name}`, 1])) },
          goals: record({ goal: "maximize" as const }),
          params: Object.fromEntries(names.map((name) => [name, name])),
          warnings: names,
          environment: { ...buildRun().environment, packages: record(names[0] ?? "") },
        });
        const curves = new Map(names.map((name) => [name, curve(2)]));
        const { ports, written } = world({ baseline: found(before) });
        const { summary } = await compareRun(
          ports,
          request(run, { curves, baselineBranch: names[0] ?? "x", gate: names, plots: plotsOf(names) }),
        );
        for (const text of [written.text ?? "", summary]) {
          expect(problemsOf(text)).toEqual([]);
          expect(textOutsideCode(text)).not.toMatch(new RegExp(`${CANARY}|@|<img|!\\[|APPROVED`));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a comment with thousands of metrics", () => {
  const many = (count: number, value: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`metric/${"é😀".repeat(20)}/${i}`, value + i]),
    );

  it("fits any room, keeps the verdict line, and never breaks its form", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(3000), fc.integer({ min: 1_500, max: 60_000 }), async (count, budget) => {
        const metrics = many(count, 1);
        const run = buildRun({
          metrics,
          params: many(200, 1),
          goals: { [Object.keys(metrics)[0] ?? "a"]: { goal: "maximize" } },
        });
        const { ports, written } = world({ baseline: found(buildRun({ metrics: many(count, 0) })), budget });
        await compareRun(ports, request(run));
        const text = written.text ?? "";
        expect(text.length).toBeLessThanOrEqual(budget);
        expect(text).toMatch(/^### /);
        expect(problemsOf(text)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("keeps the summary below one mebibyte", async () => {
    const run = buildRun({ metrics: many(9000, 1), params: many(9000, 1), notes: "n" });
    const { ports } = world({ baseline: found(buildRun({ metrics: many(9000, 2) })) });
    const { summary } = await compareRun(ports, request(run));
    expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20);
    expect(problemsOf(summary)).toEqual([]);
  });
});
