import { describe, expect, it } from "vitest";
import { modelNameSchema, runIdSchema, stageNameSchema } from "../../core/names.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import type { Curves } from "../../core/run/metric.ts";
import { compareKept } from "../../usecases/compare-kept.ts";
import type { ComparedRun } from "../../usecases/find-compared.ts";
import { buildRun, type RunInput } from "../support/build-run.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";

const run = (digit: string, auc: number, input: RunInput = {}) =>
  buildRun({
    id: runIdSchema.parse(digit.repeat(32)),
    startedAt: `2026-01-0${digit}T00:00:00Z`,
    metrics: { auc },
    goals: { auc: { goal: "maximize", tolerance: 0.01 } },
    ...input,
  });
const kept = (one: ReturnType<typeof run>) => ({ run: one, version: null });
const held = (one: ReturnType<typeof run>, version: number, curves?: Curves): ComparedRun => {
  const reference = { model: modelNameSchema.parse("churn"), which: { kind: "version", version } } as const;
  const stage = stageNameSchema.parse("staging");
  const holder = {
    found: true,
    version,
    stage,
    run: one,
    ...(curves === undefined ? {} : { curves }),
  } as const;
  return { run: one, version: { reference, holder } };
};
const on = (branch: string | null) => ({ source: { ...buildRun().source, branch } });

async function storeOf(...runs: readonly ReturnType<typeof run>[]) {
  const store = new MemoryRunStore();
  for (const one of runs) await store.add(one, new Map());
  return store;
}

describe("compareKept", () => {
  it("compares with the newest run of the branch that others start from, or that the configuration names", async () => {
    const own = run("4", 0.9, on("feature"));
    const store = await storeOf(run("1", 0.8), run("2", 0.95, on("trunk")), run("3", 0.7, on("next")), own);
    const verdict = async (defaultBranch: string | null, branch?: string) => {
      const config = { ...DEFAULT_RUN_CONFIG, ...(branch === undefined ? {} : { baseline: { branch } }) };
      const report = await compareKept(store, { run: kept(own), reference: null, defaultBranch, config });
      return report.comparison.verdict;
    };
    expect(await verdict(null)).toBe("better");
    expect(await verdict("trunk")).toBe("worse");
    expect(await verdict("trunk", "next")).toBe("better");
    expect(await verdict("nowhere")).toBe("none");
  });

  it("compares repeats as a mean with repeats, and repeats of one another one by one", async () => {
    const seed = (digit: string, auc: number, lr: number) =>
      run(digit, auc, { params: { lr, seed: Number(digit) } });
    const then = [seed("1", 0.8, 0.1), seed("2", 0.82, 0.1), seed("3", 0.84, 0.1)] as const;
    const now = [seed("4", 0.9, 0.2), seed("5", 0.92, 0.2), seed("6", 0.94, 0.2)] as const;
    const store = await storeOf(...then, ...now);
    const config = { ...DEFAULT_RUN_CONFIG, compare: { history: 0, repeats: ["seed"] } };
    const compare = (reference: ReturnType<typeof run> | null) =>
      compareKept(store, {
        run: kept(now[1]),
        reference: reference === null ? null : kept(reference),
        defaultBranch: null,
        config,
      });
    const [auc] = (await compare(null)).comparison.metrics;
    expect(auc).toMatchObject({ verdict: "better", spread: { count: 3 }, referenceSpread: { count: 3 } });
    expect(auc?.test?.p).toBeLessThan(0.01);
    const within = await compare(now[0]);
    expect(within.comparison.metrics[0]).toMatchObject({ spread: null, test: null, verdict: "better" });
    expect(within.notes).toEqual([expect.stringContaining("one by one")]);
  });

  it("compares runs outside of git with each other", async () => {
    const own = run("3", 0.9, on(null));
    const store = await storeOf(run("1", 0.95, on(null)), run("2", 0.5), own);
    const report = await compareKept(store, { run: kept(own), reference: null, defaultBranch: null });
    expect(report.comparison.verdict).toBe("worse");
  });

  it("compares with the run that is named, and judges the gate as the Action does", async () => {
    const [a, b] = [run("1", 0.9), run("2", 0.88)];
    const store = await storeOf(a, b);
    const judged = async (gate: readonly string[]) =>
      (await compareKept(store, { run: kept(b), reference: kept(a), defaultBranch: null, gate })).gate;
    expect(await judged(["auc"])).toMatchObject({
      kind: "failed",
      failures: [{ metric: "auc", why: "regressed" }],
    });
    expect(await judged(["loss"])).toMatchObject({ kind: "failed", failures: [{ why: "missing" }] });
    const back = await compareKept(store, {
      run: kept(a),
      reference: kept(b),
      defaultBranch: null,
      gate: true,
    });
    expect(back.gate).toEqual({ kind: "passed", compared: true });
    expect(back.named).toBe(true);
  });

  it("compares versions, which the store does not hold", async () => {
    const curve = (value: number): Curves => new Map([["auc", [{ step: 0, time: null, value }]]]);
    const [a, b] = [held(run("1", 0.9), 2), held(run("2", 0.95), 3, curve(0.95))];
    const report = await compareKept(new MemoryRunStore(), { run: b, reference: a, defaultBranch: null });
    expect(report.baseline).toMatchObject({
      found: true,
      version: { model: "churn", version: 2, stage: "staging" },
    });
    expect(report).toMatchObject({ baselineBranch: "churn@2", comparison: { verdict: "better" }, notes: [] });
    expect(report.curves.get("auc")).toHaveLength(1);
    const back = await compareKept(new MemoryRunStore(), { run: a, reference: b, defaultBranch: null });
    expect(back.baseline).toMatchObject({ found: true, curves: curve(0.95) });
  });

  it("compares a run whose curves are damaged, and says so", async () => {
    const own = run("1", 0.9);
    const store = await storeOf(own);
    store.curves = () => Promise.reject(new Error("cut"));
    const report = await compareKept(store, { run: kept(own), reference: null, defaultBranch: null });
    expect(report.notes).toEqual([expect.stringContaining("cut")]);
  });
});
