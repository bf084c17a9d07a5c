import { expect, test } from "vitest";
import type { LivePart } from "../../core/ports/live.ts";
import { createLiveSource } from "../../usecases/live-source.ts";
import { START } from "../support/live.ts";
import { type WholeFinds, wholePart } from "../support/live-part.ts";

const finds = (
  curves: Readonly<Record<string, readonly number[]>>,
  more: Partial<WholeFinds> = {},
): WholeFinds => ({
  measurements: Object.entries(curves).flatMap(([metric, values]) =>
    values.map((value, step) => ({ metric, step, time: null, value })),
  ),
  params: new Map(),
  totalSteps: null,
  ...more,
});

function sourceOf(parts: readonly LivePart[]) {
  let now = START;
  const source = createLiveSource({
    parts,
    params: new Map([["lr", 0.5]]),
    hardware: { read: async () => ({ cpu_utilization_percentage: 7 }) },
    clock: { now: () => new Date(now).toISOString() },
    redact: (text) => text.replaceAll("hunter2", "[redacted]"),
  });
  return {
    source,
    at: async (seconds: number) => {
      now = START + seconds * 1000;
      return source.read();
    },
  };
}

test("a metric comes from the first part that has it, parameters of the command before all others", async () => {
  const first = finds({ loss: [1] }, { params: new Map([["epochs", 3]]), totalSteps: 9 });
  const second = finds(
    { loss: [5, 6], acc: [0.5] },
    {
      params: new Map([
        ["epochs", 4],
        ["lr", 1],
      ]),
      totalSteps: 8,
    },
  );
  const { at } = sourceOf([wholePart(async () => first), wholePart(async () => second)]);
  const state = await at(0);
  expect(Array.from(state.metrics, ([name, { count, last }]) => [name, count, last])).toEqual([
    ["loss", 1, 1],
    ["acc", 1, 0.5],
  ]);
  expect(Object.fromEntries(state.params)).toEqual({ epochs: 3, lr: 0.5 });
  expect(state).toMatchObject({ totalSteps: 9, hardware: { cpu_utilization_percentage: 7 }, notes: [] });
});

test("several runs in one part are several for the whole", async () => {
  const several = async (...told: readonly boolean[]) => {
    const parts = told.map((one) => wholePart(async () => finds({}, { several: one })));
    return (await sourceOf(parts).at(0)).several;
  };
  expect(await several()).toBe(false);
  expect(await several(false)).toBe(false);
  expect(await several(false, true)).toBe(true);
});

test("use of the machine that a client logged is no metric of the training", async () => {
  const { at } = sourceOf([
    wholePart(async () => finds({ "system/cpu_utilization_percentage": [1], loss: [1] })),
  ]);
  expect([...(await at(0)).metrics.keys()]).toEqual(["loss"]);
});

test("values have the time at which they were first seen, and nothing is folded anew where nothing is new", async () => {
  let found = finds({ loss: [1] });
  const { at } = sourceOf([wholePart(async () => found)]);
  const before = await at(1);
  expect((await at(5)).metrics.get("loss")).toBe(before.metrics.get("loss"));
  found = finds({ loss: [1, 2] });
  const after = await at(9);
  expect(after.metrics.get("loss")?.recent.map(({ time }) => time)).toEqual([START + 1000, START + 9000]);
});

test("a part that fails tells what it told before, and why", async () => {
  let broken = false;
  const part = wholePart(async () => {
    if (broken) throw new Error("locked");
    return finds({ loss: [1] });
  });
  const { at } = sourceOf([part, wholePart(async () => finds({ acc: [1] }))]);
  await at(0);
  broken = true;
  const state = await at(1);
  expect([...state.metrics.keys()]).toEqual(["loss", "acc"]);
  expect(state.notes).toEqual(["locked"]);
});

test("closing closes every part", async () => {
  const closed: string[] = [];
  const part = (name: string): LivePart => ({
    ...wholePart(async () => finds({})),
    close: async () => void closed.push(name),
  });
  await sourceOf([part("a"), wholePart(async () => finds({})), part("b")]).source.close();
  expect(closed).toEqual(["a", "b"]);
});

test("a secret in a metric's name or in a message is not shown", async () => {
  const broken: LivePart = { read: () => Promise.reject(new Error("cannot read hunter2.csv")) };
  const { at } = sourceOf([wholePart(async () => finds({ "loss/hunter2": [1, 2] })), broken]);
  const { metrics, notes } = await at(0);
  expect([[...metrics.keys()], notes]).toEqual([["loss/[redacted]"], ["cannot read [redacted].csv"]]);
});

test("what a part could not look at is told", async () => {
  const { at } = sourceOf([
    wholePart(async () => finds({ loss: [1] }, { notes: ["only the first of hunter2"] })),
  ]);
  expect((await at(0)).notes).toEqual(["only the first of [redacted]"]);
});
