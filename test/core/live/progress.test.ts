import { expect, test } from "vitest";
import { foldLive } from "../../../core/live/live-metric.ts";
import { progressOf, type Reached } from "../../../core/live/progress.ts";
import type { ParamValue } from "../../../core/run/run.ts";

const curve = (metric: string, steps: readonly number[], value = (step: number) => step) =>
  steps.map((step, index) => ({ metric, step, time: index * 1000, value: value(step) }));
const range = (from: number, to: number, by = 1) =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);

function reached(
  curves: readonly ReturnType<typeof curve>[],
  params: Readonly<Record<string, ParamValue>> = {},
  totalSteps: number | null = null,
): Reached {
  const told = new Map(Object.entries(params));
  return { metrics: foldLive(curves.flat()), params: told, totalSteps, several: false };
}

test("nothing before the first step", () => {
  expect(progressOf(reached([]))).toBeNull();
  expect(
    progressOf({ ...reached([]), metrics: foldLive([{ metric: "x", step: null, time: null, value: 1 }]) }),
  ).toBeNull();
});

test.each<[string, Reached, { unit: string; done: number; total: number | null }]>([
  [
    "steps of a parameter",
    reached([curve("loss", range(10, 90, 10))], { "train.max-steps": "500" }),
    { unit: "step", done: 90, total: 500 },
  ],
  [
    "what the trainer says counts first",
    reached([curve("loss", range(1, 9))], { max_steps: 7 }, 40),
    { unit: "step", done: 9, total: 40 },
  ],
  [
    "counted from 0",
    reached([curve("loss", range(0, 9))], { n_estimators: 10 }),
    { unit: "step", done: 10, total: 10 },
  ],
  [
    "epochs that are steps",
    reached([curve("loss", range(1, 3))], { epochs: 10 }),
    { unit: "epoch", done: 3, total: 10 },
  ],
  [
    "more than 200 of them",
    reached([curve("loss", range(0, 299))], { epochs: 900 }),
    { unit: "epoch", done: 300, total: 900 },
  ],
  [
    "an epoch that is logged",
    reached(
      [curve("loss", range(0, 900, 100)), curve("epoch", range(0, 900, 100), (s) => Math.floor(s / 300))],
      { epochs: 5 },
    ),
    { unit: "epoch", done: 4, total: 5 },
  ],
  [
    "a part of an epoch",
    reached([curve("loss", range(10, 50, 10)), curve("epoch", range(10, 50, 10), (s) => s / 40)], {
      num_train_epochs: 3,
    }),
    { unit: "epoch", done: 1.25, total: 3 },
  ],
  [
    "steps that are no epochs",
    reached([curve("loss", range(50, 150, 50))], { epochs: 200 }),
    { unit: "step", done: 150, total: null },
  ],
  [
    "more than the epochs",
    reached([curve("loss", range(1, 11))], { epochs: 10 }),
    { unit: "step", done: 11, total: null },
  ],
  [
    "a total that was passed",
    reached([curve("loss", range(1, 9))], { max_steps: 7 }),
    { unit: "step", done: 9, total: null },
  ],
  [
    "totals that contradict",
    reached([curve("loss", range(5, 9))], { "a.max_steps": 70, "b.max_steps": 80 }),
    { unit: "step", done: 9, total: null },
  ],
  [
    "no total",
    reached([curve("loss", range(5, 9))], { max_steps: -1, steps_per_epoch: 4 }),
    { unit: "step", done: 9, total: null },
  ],
  [
    "the curve that came farthest",
    reached([curve("val", range(1, 3)), curve("loss", range(100, 900, 100))]),
    { unit: "step", done: 900, total: null },
  ],
])("%s", (_, state, expected) => {
  expect(progressOf(state)).toMatchObject(expected);
});

test("where several runs tell of it nobody knows how much there will be of all", () => {
  const [done, begun] = [curve("fold_0/loss", range(0, 9)), curve("fold_1/loss", range(0, 2))];
  const folds = reached([done, begun], { "fold_0/epochs": 10, "fold_1/epochs": 10 }, 10);
  expect(progressOf(folds)).toMatchObject({ done: 10, total: 10 });
  expect(progressOf({ ...folds, several: true })).toMatchObject({ unit: "step", done: 10, total: null });
});

test("the pace is that of the axis that is shown", () => {
  const state = reached(
    [curve("loss", range(0, 900, 100)), curve("epoch", range(0, 900, 100), (s) => s / 100)],
    { epochs: 90 },
  );
  expect(progressOf(state)?.pace?.seconds).toBe(1);
  expect(progressOf({ ...state, params: new Map() })?.pace?.seconds).toBe(0.01);
});
