import { expect, it } from "vitest";
import { createPointTeller } from "../../usecases/new-points.ts";

const at = (step: number, time: number | null, value: number) => ({ step, time, value });

it("tells every point once, by time, and none of the machine", () => {
  const tell = createPointTeller();
  const first = new Map([
    ["loss", [at(0, 10, 1), at(1, 30, Number.NaN)]],
    ["auc", [at(0, 20, 0.5)]],
    ["system/cpu", [at(0, 5, 1)]],
  ]);
  expect(tell(first).map(({ metric, step }) => `${metric} ${step}`)).toEqual(["loss 0", "auc 0", "loss 1"]);
  expect(tell(first)).toEqual([]);
  // A point may come late, and one of the same step and time may have another value.
  const later = new Map([["loss", [at(0, 10, 1), at(5, 15, 2), at(1, 30, Number.NaN), at(1, 30, 3)]]]);
  expect(tell(later)).toEqual([
    { metric: "loss", ...at(5, 15, 2) },
    { metric: "loss", ...at(1, 30, 3) },
  ]);
});

it("orders points without a time by their step", () => {
  const tell = createPointTeller();
  expect(tell(new Map([["a", [at(2, null, 1), at(1, null, 1)]]])).map(({ step }) => step)).toEqual([1, 2]);
});
