import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { PedigreeError } from "../../core/errors.ts";
import { commitShaSchema, modelNameSchema, runIdSchema, stageNameSchema } from "../../core/names.ts";
import type { Baseline, BaselineSource } from "../../core/ports/baseline.ts";
import type { Holder } from "../../core/ports/holder.ts";
import type { CurvePoint } from "../../core/run/metric.ts";
import type { NamedPlot } from "../../core/run/plot.ts";
import type { Run } from "../../core/run/run.ts";
import { type ComparePorts, type CompareRequest, compareRun } from "../../usecases/compare-run.ts";
import { buildRun, type RunInput } from "../support/build-run.ts";
import { problemsOf, textOutsideCode } from "../support/read-markdown.ts";

const goals = {
  auc: { goal: "maximize", tolerance: 0.002 },
  loss: { goal: "minimize" },
} as const;
const runOf = (input: RunInput) => buildRun({ goals, ...input });
const before = runOf({
  id: runIdSchema.parse("1".repeat(32)),
  metrics: { auc: 0.912, loss: 0.25, epochs: 20 },
  params: { lr: 0.1, depth: 3 },
  source: { ...buildRun().source, commit: commitShaSchema.parse("b".repeat(40)) },
});
const now = runOf({ metrics: { auc: 0.934, loss: 0.26, epochs: 30 }, params: { lr: 0.05, depth: 3 } });
const curve = (factor: number): CurvePoint[] =>
  [0, 1, 2, 3].map((step) => ({ step, time: null, value: factor / (step + 1) }));

function request(run: Run, more: Partial<CompareRequest> = {}): CompareRequest {
  return {
    run,
    curves: new Map([["loss", curve(1)]]),
    pullRequest: 7,
    baselineBranch: "main",
    registration: null,
    links: {
      server: "https://github.com",
      run: "https://github.com/acme/churn/actions/runs/1",
      artifact: null,
    },
    ...more,
  };
}

interface World {
  readonly baseline?: Baseline | Error;
  readonly holder?: Holder | Error;
  readonly budget?: number;
}

/** Ports in memory, and the section that was written. */
function world({ baseline, holder, budget = 60_000 }: World) {
  const written: { section?: string; text?: string } = {};
  const answer = <T>(value: T | Error): Promise<T> =>
    value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
  const ports: ComparePorts = {
    baseline: {
      newest: () => answer(baseline ?? { found: false, reason: "no-run", notes: [] }),
      named: () => answer(baseline ?? { found: false, reason: "not-found", notes: [] }),
      repeats: () => Promise.resolve({ runs: [], notes: [] }),
    },
    holder: { holder: () => answer(holder ?? { found: false, reason: "no-model" }) },
    comments: {
      update: async ({ section, render }) => {
        Object.assign(written, { section, text: render(budget) });
        return { url: "https://github.com/c", characters: written.text?.length ?? 0, written: true };
      },
    },
    renderer: createRenderer(),
  };
  return { ports, written };
}

const found = (run: Run, history: readonly Run[] = []): Baseline => ({
  found: true,
  run,
  curves: new Map([["loss", curve(1.5)]]),
  artifact: { id: 1, name: "a" },
  history,
  notes: [],
});
const registration = { registry: "acme/models", model: modelNameSchema.parse("churn") };

describe("comparing a run", () => {
  it("writes what a reviewer wants to see", async () => {
    const { ports, written } = world({
      baseline: found(before),
      holder: { found: true, version: 3, stage: stageNameSchema.parse("production"), run: before },
    });
    const result = await compareRun(ports, request(now, { registration }));
    expect(result).toMatchObject({ verdict: "mixed", notes: [], comment: { written: true } });
    expect(written.section).toBe("train");
    expect(written.text?.split("\n").slice(0, 32).join("\n")).toMatchInlineSnapshot(`
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

describe("what is read beside the baseline", () => {
  const trigger = {
    event: "pull_request",
    actor: null,
    workflow: { name: "train", path: ".github/workflows/train.yml" },
    runId: 5,
    runNumber: 1,
    runAttempt: 1,
    job: "fit",
    jobId: null,
    pullRequest: 7,
  };
  const seed = (n: number, input: RunInput) =>
    runOf({ ...input, id: runIdSchema.parse(String(n).padStart(32, "0")), params: { seed: n } });
  const asked: unknown[] = [];
  const source = (baseline: Baseline, repeats: readonly Run[] = []): BaselineSource => ({
    newest: (query) => {
      asked.push(query);
      return Promise.resolve(baseline);
    },
    named: (name) => {
      asked.push(name);
      return Promise.resolve(baseline);
    },
    repeats: (query) => {
      asked.push(query);
      const runs = repeats.filter((run) => run.trigger?.runId === query.workflowRun);
      return Promise.resolve({ runs, notes: [] });
    },
  });

  it("is nothing by default", async () => {
    asked.length = 0;
    const { ports } = world({});
    await compareRun({ ...ports, baseline: source(found(before)) }, request(runOf({ trigger })));
    expect(asked).toEqual([expect.objectContaining({ branch: "main", history: 0 })]);
  });

  it("is the history, from which the noise is learned", async () => {
    const history = [0.91, 0.93, 0.91, 0.93].map((auc) => runOf({ metrics: { auc } }));
    const { ports, written } = world({ baseline: found(before, history) });
    const compare = { history: 4, repeats: [] };
    const { verdict } = await compareRun(
      ports,
      request(runOf({ metrics: { auc: 0.93, loss: 0.25 } }), { compare }),
    );
    expect(verdict).toBe("same");
    expect(written.text).toMatch(/\| within noise \(± 0\.0\d+\) \|/);
    expect(written.text).toContain("learned from 4 runs");
  });

  it("is the repeats of either run, shown as mean and interval", async () => {
    const leg = (n: number, auc: number, runId: number) =>
      seed(n, { metrics: { auc }, trigger: { ...trigger, runId } });
    const now = [leg(1, 0.95, 5), leg(2, 0.96, 5), leg(3, 0.94, 5)] as const;
    const then = [leg(4, 0.9, 4), leg(5, 0.91, 4), leg(6, 0.89, 4)] as const;
    const { ports, written } = world({});
    const result = await compareRun(
      { ...ports, baseline: source(found(then[0]), [...now, ...then]) },
      request(now[0], { compare: { history: 0, repeats: ["seed"] } }),
    );
    expect(result.verdict).toBe("better");
    expect(written.text).toMatch(
      /\| `auc` ↑ \| 0\.95 ± 0\.0248\d* \| 0\.9 ± 0\.0248\d* \|.*✅ better \(p = 0\.0036\)/,
    );
    expect(written.text).toContain("3 repeats against 3 repeats: mean ± 95 % interval, p by Welch");
  });

  it("makes the comparison with production surer, too", async () => {
    const leg = (n: number, auc: number) => seed(n, { metrics: { auc }, trigger });
    const now = [0.95, 0.96, 0.94].map((auc, i) => leg(i + 1, auc));
    const stage = stageNameSchema.parse("production");
    const { ports } = world({ holder: { found: true, version: 3, stage, run: before } });
    const [own = before] = now;
    const { summary } = await compareRun(
      { ...ports, baseline: source({ found: false, reason: "no-run", notes: [] }, now) },
      request(own, { registration, compare: { history: 0, repeats: ["seed"] } }),
    );
    const production = summary.slice(summary.indexOf("Metrics against production"));
    expect(production).toMatch(/\| `auc` ↑ \| 0\.95 ± 0\.0248\d* \| 0\.912 \|.*\(p = /);
  });

  it("is tested by resampling where the configuration says so, by the ids of the runs", async () => {
    const leg = (n: number, auc: number, runId: number) =>
      seed(n, { metrics: { auc }, trigger: { ...trigger, runId } });
    const now = [0.95, 0.96, 0.94, 0.955].map((auc, i) => leg(i + 1, auc, 5));
    const then = [0.9, 0.91, 0.89, 0.905].map((auc, i) => leg(i + 11, auc, 4));
    const { ports } = world({});
    const [own = before, other = before] = [now[0], then[0]];
    const all = { ...ports, baseline: source(found(other), [...now, ...then]) };
    const compare = { history: 0, repeats: ["seed"], test: "bootstrap" as const };
    const { summary, verdict } = await compareRun(all, request(own, { compare }));
    expect(verdict).toBe("better");
    expect(summary).toContain("bootstrap-t test of 1,999 resamples, drawn by the ids of the runs");
    const again = { ...ports, baseline: source(found(other), [...then, ...now].reverse()) };
    expect((await compareRun(again, request(own, { compare }))).summary).toBe(summary);
  });

  it("is the run that was named, in place of the baseline", async () => {
    asked.length = 0;
    const { ports, written } = world({});
    const baseline = source({ found: false, reason: "not-found", notes: [] });
    const result = await compareRun(
      { ...ports, baseline },
      request(now, { compareTo: { kind: "artifact", id: 12 }, gate: true }),
    );
    await compareRun({ ...ports, baseline }, request(now, { compareTo: { kind: "branch", branch: "next" } }));
    expect(asked).toEqual([{ kind: "artifact", id: 12 }, expect.objectContaining({ branch: "next" })]);
    expect(result.gate).toMatchObject({ kind: "shut" });
    expect(written.text).toContain("`next`");
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
