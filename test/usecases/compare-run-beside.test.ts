import { describe, expect, it } from "vitest";
import { runIdSchema, stageNameSchema } from "../../core/names.ts";
import type { Baseline, BaselineSource } from "../../core/ports/baseline.ts";
import type { Holder } from "../../core/ports/holder.ts";
import type { Curves } from "../../core/run/metric.ts";
import type { Run } from "../../core/run/run.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { buildRun, type RunInput } from "../support/build-run.ts";
import { before, curve, found, now, registration, request, runOf, world } from "../support/compare-world.ts";

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
  const source = (
    baseline: Baseline,
    repeats: readonly Run[] = [],
    curves: ReadonlyMap<Run["id"], Curves> = new Map(),
  ): BaselineSource => ({
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
      const runs = repeats.filter((run) => run.trigger?.runId === query.of.trigger?.runId);
      return Promise.resolve({ runs, curves, notes: [] });
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

  it("is the history's curves where a metric is compared at a step, and not otherwise", async () => {
    const at = { loss: { goal: "minimize", take: "step:1" } } as const;
    const history = [1, 2, 3, 4].map((n) => seed(n, { metrics: { loss: 9 } }));
    const historyCurves = new Map(
      history.map(({ id }, i) => [id, new Map([["loss", curve(1.5 + (i % 2) / 2)]])] as const),
    );
    const { ports, written } = world({});
    const baseline = source({ ...found(before, history), historyCurves } as Baseline);
    const compare = { history: 4, repeats: [] };
    asked.length = 0;
    await compareRun(
      { ...ports, baseline },
      request(buildRun({ goals: at, metrics: { loss: 9 } }), { compare }),
    );
    expect(written.text).toMatch(/\| `loss` ↓ \(step:1\) \| 0\.5 \| 0\.75 \|.*within noise \(± /);
    expect(asked).toEqual([expect.objectContaining({ historyCurves: true, goals: expect.anything() })]);
    asked.length = 0;
    await compareRun({ ...ports, baseline }, request(now, { compare }));
    expect(asked).toEqual([expect.objectContaining({ historyCurves: false })]);
  });

  it("is the noise of the branch for production as well, where its run is of the same series", async () => {
    const history = [0.91, 0.93, 0.91, 0.93].map((auc) => runOf({ metrics: { auc } }));
    const stage = stageNameSchema.parse("production");
    const of = async (experiment: string) => {
      const held = runOf({ metrics: { auc: 0.912 }, experiment });
      const holder: Holder = { found: true, version: 3, stage, run: held };
      const { ports, written } = world({
        baseline: found(runOf({ metrics: { auc: 0.93 } }), history),
        holder,
      });
      const compare = { history: 4, repeats: [] };
      await compareRun(ports, request(runOf({ metrics: { auc: 0.93 } }), { compare, registration }));
      return written.text?.slice(written.text.indexOf("production")).split("\n") ?? [];
    };
    expect((await of("train")).slice(0, 2)).toEqual([expect.stringContaining("1 within noise"), ""]);
    expect((await of("train"))[0]).not.toContain("better");
    const other = await of("distil");
    expect(other[0]).toContain("1 better");
    expect(other[2]).toBe(
      "<sub>A single run against a single run: only the tolerance tells a change from chance.</sub>",
    );
  });

  it("is not what diverged: the gate stays shut, and the comment says so and how it ended", async () => {
    const values = { "diverged.loss": true };
    const stopped = {
      condition: "diverged.loss",
      at: "2026-01-31T12:00:30Z",
      step: 34,
      values,
      signal: "SIGTERM",
    };
    const broken = runOf({ metrics: { auc: 0.9, loss: "NaN" }, stopped: stopped as Run["stopped"] & object });
    const { ports, written } = world({ baseline: found(broken) });
    const result = await compareRun(ports, request(now, { gate: true }));
    expect(result.gate).toMatchObject({
      kind: "failed",
      failures: [{ metric: "loss", why: "not-comparable" }],
    });
    expect(written.text).toContain("The baseline has no finite value of 1 of 2 metrics with a goal");
    expect(written.text).toContain(
      "⏹️ A rule ended the training of the baseline early at step 34, because `diverged.loss` was true.",
    );
  });

  it("does not answer to a goal: the gate passes what it looked at, and names it as not gated", async () => {
    const more = { ...now, goals: { ...now.goals, "f1|macro": { goal: "maximize" as const, tolerance: 0 } } };
    const { ports, written } = world({ baseline: found(now) });
    const result = await compareRun(ports, request(more, { gate: true }));
    expect(result.gate).toEqual({ kind: "passed", compared: true, ungated: ["f1|macro"] });
    expect(written.text).toContain("Not gated, as no metric of either run answers to these goals: `f1");
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

  it("is the curves of repeats, for their values at a step and for the mean of them all", async () => {
    const goals = { loss: { goal: "minimize", take: "step:1" } } as const;
    const leg = (n: number, runId: number) =>
      seed(n, { goals, metrics: { loss: 9 }, trigger: { ...trigger, runId } });
    const now = [leg(1, 5), leg(2, 5), leg(3, 5)] as const;
    const then = [leg(4, 4), leg(5, 4)] as const;
    const curves = new Map(
      [...now, ...then].map(({ id }, at) => [id, new Map([["loss", curve(1 + at / 10)]])] as const),
    );
    const { ports, written } = world({});
    const baseline = source(found(then[0]), [...now, ...then], curves);
    await compareRun({ ...ports, baseline }, request(now[0], { compare: { history: 0, repeats: ["seed"] } }));
    // At step 1 of the run 0.5, of its repeats 0.55 and 0.6; of the baseline 0.75, of its repeat 0.7.
    expect(written.text).toMatch(/\| `loss` ↓ \(step:1\) \| 0\.55 ± 0\.12\d* \| 0\.725 ± 0\.31\d* \|/);
    expect(written.text).toContain(
      "🔵 mean of 3 repeats, in lighter blue the smallest and the largest value, 🟠 baseline: mean of 2 repeats",
    );
    expect(written.text).toContain('plotColorPalette: "#0969da, #e16f24, #a5c8f2, #a5c8f2"');
    expect(
      /xychart-beta\n([^`]*)```/
        .exec(written.text ?? "")?.[1]
        ?.split("\n")
        .slice(3),
    ).toEqual([
      "  line [1.1, 0.55, 0.36667, 0.275]",
      "  line [1.45, 0.725, 0.48333, 0.3625]",
      "  line [1, 0.5, 0.33333, 0.25]",
      "  line [1.2, 0.6, 0.4, 0.3]",
      "",
    ]);
  });

  it("is production's curve where a metric is compared at a step, and only if none of it was left out", async () => {
    const at = { loss: { goal: "minimize", take: "step:1" } } as const;
    const stage = stageNameSchema.parse("production");
    const held = buildRun({ metrics: { loss: 0.1 } });
    const summaryWith = async (count: number) => {
      const loss = { last: 0.1, min: 0.1, max: 0.1, count, step: 3 };
      const holder: Holder = {
        found: true,
        version: 3,
        stage,
        run: { ...held, metrics: { loss } },
        curves: new Map([["loss", curve(1.5)]]),
      };
      const { ports } = world({ holder });
      const { summary } = await compareRun(
        ports,
        request(buildRun({ metrics: { loss: 0.2 }, goals: at }), { registration }),
      );
      return summary.slice(summary.indexOf("Metrics against production"));
    };
    expect(await summaryWith(4)).toMatch(/\| `loss` ↓ \(step:1\) \| 0\.5 \| 0\.75 \|.*better/);
    expect(await summaryWith(4_000)).toMatch(/\| `loss` ↓ \(step:1\) \| 0\.5 \| – \|.*new/);
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
