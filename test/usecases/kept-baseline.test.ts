import { describe, expect, it } from "vitest";
import { runIdSchema } from "../../core/names.ts";
import type { Run } from "../../core/run/run.ts";
import { keptBaselines } from "../../usecases/kept-baseline.ts";
import { buildRun, type RunInput } from "../support/build-run.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";

const idOf = (digit: string) => runIdSchema.parse(digit.repeat(32));
const on = (branch: string | null): Run["source"] => ({ ...buildRun().source, branch });
const CURVES = new Map([["loss", [{ step: 0, time: null, value: 1 }]]]);

async function storeOf(...inputs: readonly (RunInput & { readonly day: number; readonly digit: string })[]) {
  const store = new MemoryRunStore();
  for (const { day, digit, ...input } of inputs)
    await store.add(buildRun({ id: idOf(digit), startedAt: `2026-01-0${day}T00:00:00Z`, ...input }), CURVES);
  return store;
}

/** A run that began after all others. */
const LATE = { run: buildRun({ id: idOf("0"), startedAt: "2026-02-01T00:00:00Z" }), varying: [] };
const QUERY = { series: { experiment: "train" }, branch: "main", except: idOf("0"), workflowRun: null };

describe("the newest run that is kept", () => {
  it("is the newest finished one of the experiment and the branch, with its curves", async () => {
    const store = await storeOf(
      { digit: "1", day: 1 },
      { digit: "2", day: 2 },
      { digit: "3", day: 3, status: "failed" },
      { digit: "4", day: 4, source: on("feature") },
      { digit: "5", day: 5, experiment: "other" },
      { digit: "6", day: 6 },
    );
    const newest = await keptBaselines(store, LATE).newest({ ...QUERY, except: idOf("6"), history: 5 });
    expect(newest).toMatchObject({ found: true, run: { id: idOf("2") }, curves: CURVES, artifact: null });
    expect(newest.found && newest.history.map(({ id }) => id[0])).toEqual(["2", "1"]);
  });

  it("is one without a branch for a run without one", async () => {
    const store = await storeOf({ digit: "1", day: 1 }, { digit: "2", day: 2, source: on(null) });
    const newest = await keptBaselines(store, LATE).newest({ ...QUERY, branch: "" });
    expect(newest).toMatchObject({ found: true, run: { id: idOf("2") } });
  });

  it("began before the run that is compared", async () => {
    const store = await storeOf(
      { digit: "1", day: 1 },
      { digit: "2", day: 2 },
      { digit: "3", day: 3 },
      { digit: "4", day: 4, source: on("feature") },
    );
    const run = await store.get(idOf("2"));
    if (run === undefined) throw new Error("no run");
    const source = keptBaselines(store, { run, varying: [] });
    const newest = await source.newest({ ...QUERY, except: run.id, history: 9 });
    expect(newest).toMatchObject({ found: true, run: { id: idOf("1") } });
    expect(newest.found && newest.history).toHaveLength(1);
    const first = { run: { ...run, startedAt: "2026-01-01T00:00:00.000Z" }, varying: [] };
    expect(await keptBaselines(store, first).newest(QUERY)).toMatchObject({ reason: "no-run" });
    expect(await source.newest({ ...QUERY, branch: "feature" })).toMatchObject({ reason: "no-run" });
  });

  it("did not diverge in a metric with a goal, unless every run did", async () => {
    const { goals } = buildRun({ goals: { auc: { goal: "maximize" } } });
    const store = await storeOf(
      { digit: "1", day: 1, metrics: { auc: 0.7 } },
      { digit: "2", day: 2, metrics: { auc: 0.8 } },
      { digit: "3", day: 3, metrics: { auc: "NaN" } },
    );
    const newest = await keptBaselines(store, LATE).newest({ ...QUERY, goals, history: 2 });
    expect(newest).toMatchObject({ run: { id: idOf("2") }, history: [{ id: idOf("2") }, { id: idOf("1") }] });
    expect(newest.notes).toEqual([expect.stringContaining("no finite value of auc")]);
    const broken = await storeOf(
      { digit: "1", day: 1, metrics: { auc: "NaN" } },
      { digit: "2", day: 2, metrics: { auc: "NaN" } },
    );
    const only = await keptBaselines(broken, LATE).newest({ ...QUERY, goals });
    expect(only).toMatchObject({ run: { id: idOf("2") }, notes: [] });
  });

  it("has the curves of its history only where they are asked for", async () => {
    const store = await storeOf({ digit: "1", day: 1 }, { digit: "2", day: 2 });
    const source = keptBaselines(store, LATE);
    const plain = await source.newest({ ...QUERY, history: 2 });
    expect(plain.found && plain.historyCurves).toBeUndefined();
    const whole = await source.newest({ ...QUERY, history: 2, historyCurves: true });
    expect(whole.found && [...(whole.historyCurves ?? [])]).toEqual([
      [idOf("2"), CURVES],
      [idOf("1"), CURVES],
    ]);
  });

  it("says why there is none", async () => {
    const none = await keptBaselines(await storeOf(), LATE).newest(QUERY);
    expect(none).toEqual({ found: false, reason: "no-run", notes: [] });
    const failed = await storeOf({ digit: "1", day: 1, status: "failed" });
    expect(await keptBaselines(failed, LATE).newest(QUERY)).toMatchObject({
      found: false,
      reason: "unfinished",
    });
  });
});

describe("a run that is named", () => {
  it("is found by its id whatever its experiment, and nothing else is", async () => {
    const store = await storeOf({ digit: "1", day: 1, experiment: "other", status: "failed" });
    const source = keptBaselines(store, LATE);
    expect(await source.named({ kind: "run", id: idOf("1") }, { experiment: "train" })).toMatchObject({
      found: true,
    });
    expect(await source.named({ kind: "run", id: idOf("2") }, { experiment: "train" })).toMatchObject({
      reason: "not-found",
    });
    expect(await source.named({ kind: "artifact", id: 1 }, { experiment: "train" })).toMatchObject({
      reason: "not-found",
    });
  });

  it("is compared without its curves when these are damaged, and says so", async () => {
    const store = await storeOf({ digit: "1", day: 1 });
    store.curves = () => Promise.reject(new Error("cut"));
    const named = await keptBaselines(store, LATE).named(
      { kind: "run", id: idOf("1") },
      { experiment: "train" },
    );
    expect(named).toMatchObject({ found: true, notes: [expect.stringContaining("cut")] });
  });
});

describe("runs that repeat one", () => {
  const seed = (n: number, lr = 0.1) => ({ params: { lr, seed: n } });
  const varying = ["seed"];

  async function sweep() {
    const store = await storeOf(
      { digit: "1", day: 1, ...seed(1, 0.2) },
      { digit: "2", day: 2, ...seed(2, 0.2) },
      { digit: "3", day: 3, ...seed(1) },
      { digit: "4", day: 4, ...seed(2) },
      { digit: "5", day: 5, ...seed(3), status: "failed" },
      { digit: "6", day: 6, ...seed(4), experiment: "other" },
      { digit: "7", day: 7, ...seed(5) },
    );
    const run = await store.get(idOf("4"));
    if (run === undefined) throw new Error("no run");
    return { store, run };
  }

  it("are the other finished ones, with their curves, whenever they began", async () => {
    const { store, run } = await sweep();
    const { runs, curves, notes } = await keptBaselines(store, { run, varying }).repeats({ of: run });
    expect(runs.map(({ id }) => id[0])).toEqual(["7", "3"]);
    expect(curves?.get(idOf("7"))).toEqual(CURVES);
    expect(notes).toEqual(["repeats: 1 of 3 other runs did not finish and do not count"]);
  });

  it("are no baseline of one another", async () => {
    const { store, run } = await sweep();
    const query = { ...QUERY, except: run.id };
    expect(await keptBaselines(store, { run, varying }).newest(query)).toMatchObject({
      run: { id: idOf("2") },
    });
    expect(await keptBaselines(store, { run, varying: [] }).newest(query)).toMatchObject({
      run: { id: idOf("3") },
    });
    const failed = { run: { ...run, status: "failed" as const }, varying };
    expect(await keptBaselines(store, failed).newest(query)).toMatchObject({ run: { id: idOf("3") } });
  });

  it("are read up to a number that is told", async () => {
    const store = new MemoryRunStore();
    const run = buildRun({ id: idOf("0"), ...seed(0) });
    for (let n = 1; n <= 102; n += 1)
      await store.add(
        buildRun({ id: runIdSchema.parse(String(n).padStart(32, "0")), ...seed(n) }),
        new Map(),
      );
    const { runs, notes } = await keptBaselines(store, { run, varying }).repeats({ of: run });
    expect(runs).toHaveLength(100);
    expect(notes).toEqual(["repeats: only the newest 100 of 102 runs were read"]);
  });
});
