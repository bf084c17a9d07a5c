import { expect, test } from "vitest";
import { MemoryTrackingStore } from "../../adapters/store/tracking-memory.ts";
import { createLiveTracked } from "../../usecases/live-tracked.ts";

const RUN = "0".repeat(32);

async function tracked() {
  const store = new MemoryTrackingStore();
  await store.createRun({ id: RUN, experimentId: "0", name: "fit", user: "", started: 1, tags: [] });
  const log = (step: number, value: number, key = "loss") =>
    store.logBatch(RUN, { points: [{ key, step, time: 1000 + step, value }], params: [], tags: [] });
  return { store, log };
}

test("what training code tracks is told with its own times, as it will be recorded", async () => {
  const { store, log } = await tracked();
  await store.logBatch(RUN, { points: [], params: [{ key: "epochs", value: "5" }], tags: [] });
  await log(0, 3);
  const part = createLiveTracked(
    async () => store,
    (text) => text,
  );
  expect((await part.read()).measurements).toEqual([{ metric: "loss", step: 0, time: 1000, value: 3 }]);
  await log(1, Number.NaN);
  const { measurements, params } = await part.read();
  expect(measurements.map(({ value }) => value)).toEqual([3, Number.NaN]);
  expect(Object.fromEntries(params)).toEqual({ epochs: 5 });
});

test("names are redacted before anybody sees them", async () => {
  const { store, log } = await tracked();
  await log(0, 1, "hunter22");
  const part = createLiveTracked(
    async () => store,
    (text) => text.replaceAll("hunter22", "[redacted]"),
  );
  expect((await part.read()).measurements[0]?.metric).toBe("[redacted]");
});

test("there may be nothing yet, and it is opened once and closed", async () => {
  const { store, log } = await tracked();
  await log(0, 1);
  let asked = 0;
  const part = createLiveTracked(
    async () => {
      asked += 1;
      return asked === 1 ? null : store;
    },
    (text) => text,
  );
  expect((await part.read()).measurements).toEqual([]);
  expect((await part.read()).measurements).toHaveLength(1);
  await part.read();
  expect(asked).toBe(2);
  await part.close?.();
  await part.read();
  expect(asked).toBe(3);
});

test("a curve that is too long to be looked at ends where it has come to, and that is told", async () => {
  const { store, log } = await tracked();
  for (let step = 0; step < 5; step += 1) await log(step, 5 - step);
  await log(0, 7, "acc");
  const part = createLiveTracked(
    async () => store,
    (text) => text,
    { runs: 1, points: 3 },
  );
  const { measurements, notes } = await part.read();
  const told = measurements.map(({ metric, step, value }) => [metric, step, value]);
  expect(told.filter(([metric]) => metric === "acc")).toEqual([["acc", 0, 7]]);
  expect(told.filter(([metric]) => metric === "loss").at(-1)).toEqual(["loss", 4, 1]);
  expect(notes).toEqual([
    "mlflow: only the first 1 runs and 3 points are shown, and the newest of each curve",
  ]);
});
