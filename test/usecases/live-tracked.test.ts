import { expect, test } from "vitest";
import { MemoryTrackingStore } from "../../adapters/store/tracking-memory.ts";
import type { TrackingStore } from "../../core/ports/tracking-store.ts";
import { createLiveTracked } from "../../usecases/live-tracked.ts";
import { listener } from "../support/live-part.ts";

const RUN = "0".repeat(32);
const LIMITS = { runs: 100, points: 1_000, piece: 2 };

async function tracked() {
  const store = new MemoryTrackingStore();
  await store.createRun({ id: RUN, experimentId: "0", name: "fit", user: "", started: 1, tags: [] });
  const log = (step: number, value: number, key = "loss") =>
    store.logBatch(RUN, { points: [{ key, step, time: 1000 + step, value }], params: [], tags: [] });
  return { store, log };
}

function follow(
  open: () => Promise<TrackingStore | null>,
  limits = LIMITS,
  redact = (text: string): string => text,
) {
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  const part = createLiveTracked({ open, redact, pause }, limits);
  return { part, pauses: () => pauses, ...listener(part) };
}

test("what training code tracks is told with its own times, as it will be recorded", async () => {
  const { store, log } = await tracked();
  await store.logBatch(RUN, { points: [], params: [{ key: "epochs", value: "5" }], tags: [] });
  await log(0, 3);
  const { look } = follow(async () => store);
  expect((await look()).measurements).toEqual([{ metric: "loss", step: 0, time: 1000, value: 3 }]);
  await log(1, Number.NaN);
  const { measurements, params } = await look();
  expect(measurements.map(({ value }) => value)).toEqual([3, Number.NaN]);
  expect(Object.fromEntries(params)).toEqual({ epochs: 5 });
});

test("the second of several folds tells that no total is that of all", async () => {
  const { store, log } = await tracked();
  const epochs = { points: [], params: [{ key: "epochs", value: "10" }], tags: [] };
  await store.logBatch(RUN, epochs);
  for (let step = 0; step < 10; step += 1) await log(step, step);
  const { look } = follow(async () => store);
  expect((await look()).several).toBe(false);
  const next = "1".repeat(32);
  await store.createRun({ id: next, experimentId: "0", name: "fold", user: "", started: 2, tags: [] });
  expect((await look()).several).toBe(false);
  await store.logBatch(next, epochs);
  const { several, params } = await look();
  expect(several).toBe(true);
  expect(Object.fromEntries(params)).toEqual({ "fit/epochs": 10, "fold/epochs": 10 });
});

test("a look tells only what is new, and lets others go first after each piece", async () => {
  const { store, log } = await tracked();
  for (let step = 0; step < 7; step += 1) await log(step, step);
  const { look, pauses } = follow(async () => store);
  const steps = async () =>
    (await look()).pieces.map(({ from, points }) => [from, points.map((p) => p.step)]);
  expect(await steps()).toEqual([
    [0, [0, 1]],
    [2, [2, 3]],
    [4, [4, 5]],
    [6, [6]],
  ]);
  expect(pauses()).toBeGreaterThanOrEqual(4);
  expect(await steps()).toEqual([]);
  await log(7, 7);
  await log(7, 7);
  expect(await steps()).toEqual([[7, [7]]]);
});

test("a curve of which points came late is told anew, the others are not", async () => {
  const { store, log } = await tracked();
  for (const step of [0, 1, 5]) await log(step, step);
  await log(0, 1, "acc");
  const { look } = follow(async () => store);
  await look();
  await log(3, 3);
  const { measurements, pieces } = await look();
  expect(measurements.filter(({ metric }) => metric === "loss").map(({ step }) => step)).toEqual([
    0, 1, 3, 5,
  ]);
  expect(new Set(pieces.map(({ series }) => series))).toEqual(new Set([`${RUN} loss`]));
});

test("names are redacted before anybody sees them", async () => {
  const { store, log } = await tracked();
  await log(0, 1, "hunter22");
  const { look } = follow(
    async () => store,
    LIMITS,
    (text) => text.replaceAll("hunter22", "[redacted]"),
  );
  expect((await look()).measurements[0]?.metric).toBe("[redacted]");
});

test("use of the machine is not read, and a time that is none is not told", async () => {
  const { store, log } = await tracked();
  await log(0, 1, "system/cpu_utilization_percentage");
  await log(-2000, 1);
  const { measurements, pieces } = await follow(async () => store).look();
  expect(measurements).toEqual([{ metric: "loss", step: -2000, time: null, value: 1 }]);
  expect(pieces).toHaveLength(1);
});

test("there may be nothing yet; it is opened once, closed, and gone on with when it is opened again", async () => {
  const { store, log } = await tracked();
  await log(0, 1);
  let asked = 0;
  const { part, look } = follow(async () => {
    asked += 1;
    return asked === 1 ? null : store;
  });
  expect((await look()).measurements).toEqual([]);
  expect((await look()).measurements).toHaveLength(1);
  await look();
  expect(asked).toBe(2);
  store.close = () => Promise.resolve();
  await part.close?.();
  await log(1, 1);
  expect((await look()).pieces).toMatchObject([{ from: 1, points: [{ step: 1 }] }]);
  expect(asked).toBe(3);
});

test("a look that fails in the middle is gone on with", async () => {
  const { store, log } = await tracked();
  for (let step = 0; step < 5; step += 1) await log(step, step);
  const read = store.readCurve.bind(store);
  let reads = 0;
  store.readCurve = (...args) => {
    reads += 1;
    return reads === 2 ? Promise.reject(new Error("locked")) : read(...args);
  };
  const { part, look } = follow(async () => store);
  const first: number[] = [];
  await expect(part.read(({ points }) => first.push(...points.map(({ value }) => value)))).rejects.toThrow(
    "locked",
  );
  expect(first).toEqual([0, 1]);
  expect((await look()).pieces.flatMap(({ points }) => points.map(({ value }) => value))).toEqual([2, 3, 4]);
});

test("a run that is deleted is told no more, and anew when it is restored", async () => {
  const { store, log } = await tracked();
  await log(0, 1);
  const { look } = follow(async () => store);
  await look();
  await store.setRunStage(RUN, "deleted");
  expect(await look()).toMatchObject({ measurements: [], pieces: [{ from: 0, points: [] }] });
  await store.setRunStage(RUN, "active");
  expect((await look()).pieces).toMatchObject([{ from: 0, points: [{ step: 0 }] }]);
});

test("of a curve for which there is no room the newest point is told, and that it is so", async () => {
  const { store, log } = await tracked();
  for (let step = 0; step < 5; step += 1) await log(step, 5 - step);
  await log(0, 7, "acc");
  const { look } = follow(async () => store, { runs: 1, points: 3, piece: 2 });
  const { measurements, notes } = await look();
  const told = measurements.map(({ metric, step, value }) => [metric, step, value]);
  expect(told).toEqual([
    ["acc", 0, 7],
    ["loss", 4, 1],
  ]);
  expect(notes).toEqual([
    "mlflow: only the first 1 runs and 3 points are shown, and the newest of each curve",
  ]);
  expect((await look()).pieces).toEqual([]);
  await log(5, 9);
  expect((await look()).pieces).toMatchObject([{ from: 0, points: [{ step: 5, value: 9 }] }]);
});

test("runs that began first are shown, whenever they were logged", async () => {
  const { store, log } = await tracked();
  await log(0, 1);
  const { look } = follow(async () => store, { ...LIMITS, runs: 1 });
  const before = await look();
  expect([before.measurements.length, before.notes]).toEqual([1, []]);
  await store.createRun({ id: "a", experimentId: "0", name: "early", user: "", started: 0, tags: [] });
  const after = await look();
  expect([after.measurements.length, after.notes?.length]).toEqual([0, 1]);
});
