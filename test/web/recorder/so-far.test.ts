import { expect, test } from "vitest";
import { MemoryTrackingStore } from "../../../adapters/store/tracking-memory.ts";
import { readSoFar } from "../../../web/recorder/so-far.ts";

test("what was tracked until now, named as it will be in the record", async () => {
  const store = new MemoryTrackingStore();
  const moment = { startedAt: "2026-01-31T12:00:00.000Z", hardware: { time: 1, values: { a: 2 } } };
  expect(await readSoFar(store, moment)).toEqual({ ...moment, curves: new Map(), params: new Map() });
  await store.createRun({ id: "a", experimentId: "0", name: "fit", user: "", started: 0, tags: [] });
  const points = [0, 1].map((step) => ({ key: "loss", step, time: step, value: 1 - step }));
  await store.logBatch("a", { points, params: [{ key: "lr", value: "0.1" }], tags: [] });
  const { curves, params } = await readSoFar(store, moment);
  expect(curves.get("loss")?.map(({ value }) => value)).toEqual([1, 0]);
  expect(params.get("lr")).toBe(0.1);
});
