import { expect, test } from "vitest";
import { MemoryTrackingStore } from "../../adapters/store/tracking-memory.ts";
import { readTracked } from "../../usecases/read-tracked.ts";

async function storeWith(runs: readonly string[], points: number) {
  const store = new MemoryTrackingStore();
  for (const [started, id] of runs.entries()) {
    await store.createRun({ id, experimentId: "0", name: id, user: "", started, tags: [] });
    const logged = Array.from({ length: points }, (_, step) => ({
      key: "loss",
      step,
      time: step,
      value: step,
    }));
    await store.logBatch(id, { points: logged, params: [], tags: [] });
  }
  return store;
}

test("every run with its whole curves, oldest first, those that were deleted left out", async () => {
  const store = await storeWith(["a", "b", "c"], 25_000);
  await store.setRunStage("b", "deleted");
  const { value, warnings } = await readTracked(store);
  expect(value.map(({ run }) => run.id)).toEqual(["a", "c"]);
  expect(value.map(({ curves }) => curves.get("loss")?.length)).toEqual([25_000, 25_000]);
  expect(value[0]?.curves.get("loss")?.at(-1)).toMatchObject({ step: 24_999 });
  expect(warnings).toEqual([]);
});

test("runs and points beyond the limits are told", async () => {
  const store = await storeWith(["a", "b", "c"], 10);
  const { value, warnings } = await readTracked(store, { runs: 2, points: 15 });
  expect(value.map(({ curves }) => curves.get("loss")?.length)).toEqual([10, 5]);
  expect(warnings).toEqual([
    expect.stringMatching(/first 2 of 3 runs/),
    expect.stringMatching(/first 15 points/),
  ]);
});

test("nothing was tracked", async () => {
  expect(await readTracked(new MemoryTrackingStore())).toEqual({ value: [], warnings: [] });
});
