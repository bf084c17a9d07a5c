import { expect, it } from "vitest";
import { modelNameSchema, runIdSchema, stageNameSchema } from "../../core/names.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { compareSeveral } from "../../usecases/compare-several.ts";
import type { ComparedRun } from "../../usecases/find-compared.ts";
import { buildRun } from "../support/build-run.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";

const seed = (digit: string, auc: number, lr: number) =>
  buildRun({
    id: runIdSchema.parse(digit.repeat(32)),
    startedAt: `2026-01-0${digit}T00:00:00Z`,
    metrics: { auc },
    goals: { auc: { goal: "maximize" } },
    params: { lr, seed: Number(digit) },
  });

it("ranks runs, and says which of them chance does not explain, by the repeats of each", async () => {
  const base = [seed("1", 0.8, 0.1), seed("2", 0.82, 0.1), seed("3", 0.84, 0.1)] as const;
  const near = [seed("4", 0.81, 0.2), seed("5", 0.83, 0.2), seed("6", 0.85, 0.2)] as const;
  const far = [seed("7", 0.93, 0.3), seed("8", 0.95, 0.3), seed("9", 0.97, 0.3)] as const;
  const store = new MemoryRunStore();
  for (const one of [...base, ...near, ...far]) await store.add(one, new Map());
  const compared = [base[0], near[0], far[0]].map((run) => ({ run, version: null }));
  const [first, ...others] = compared;
  if (first === undefined) throw new Error("none");
  const config = { ...DEFAULT_RUN_CONFIG, compare: { history: 0, repeats: ["seed"] } };
  const [auc] = await compareSeveral(store, [first, ...others], { defaultBranch: null, config });
  expect(auc).toMatchObject({ name: "auc", values: [0.8, 0.81, 0.93], best: [2] });
  expect(auc?.against.map((one) => one?.differs)).toEqual([false, true]);
  const [close, apart] = auc?.against ?? [];
  // Two runs are held against the first: the smaller of two probabilities counts twice.
  expect(apart?.adjusted).toBeCloseTo(2 * (apart?.p ?? 0), 12);
  expect(close?.adjusted).toBe(close?.p);
});

it("knows nothing of chance where there is one run of each", async () => {
  const [a, b, c] = [seed("1", 0.8, 0.1), seed("2", 0.9, 0.2), seed("3", 0.7, 0.3)];
  const store = new MemoryRunStore();
  for (const run of [a, b, c]) await store.add(run, new Map());
  const compared = [a, b, c].map((run) => ({ run, version: null }));
  const [first, ...others] = compared;
  if (first === undefined) throw new Error("none");
  const [auc] = await compareSeveral(store, [first, ...others], { defaultBranch: null });
  expect(auc?.against).toEqual([null, null]);
});

it("ranks by the curves that are kept where a metric is compared at a step, and by whole ones of a version", async () => {
  const at = (digit: string) => ({
    ...seed(digit, 9, 0.1),
    goals: { auc: { goal: "maximize", tolerance: 0, take: "step:1" } } as const,
  });
  const curve = (value: number) => new Map([["auc", [{ step: 1, time: null, value }]]]);
  const [a, b, c] = [at("1"), at("2"), at("3")];
  const store = new MemoryRunStore();
  await store.add(a, curve(0.5));
  await store.add(b, curve(0.6));
  const version = (count: number): ComparedRun => {
    const run = { ...c, metrics: { auc: { last: 9, min: 0, max: 9, count, step: 5000 } } };
    const stage = stageNameSchema.parse("production");
    const holder = { found: true, version: 3, stage, run, curves: curve(0.7) } as const;
    const model = modelNameSchema.parse("churn");
    return { run, version: { holder, reference: { model, which: { kind: "version", version: 3 } } } };
  };
  const valuesWith = async (count: number) => {
    const kept = [a, b].map((run) => ({ run, version: null }));
    const [first, ...others] = [...kept, version(count)];
    if (first === undefined) throw new Error("none");
    return (await compareSeveral(store, [first, ...others], { defaultBranch: null }))[0]?.values;
  };
  expect(await valuesWith(1)).toEqual([0.5, 0.6, 0.7]);
  expect(await valuesWith(4000)).toEqual([0.5, 0.6, null]);
});
