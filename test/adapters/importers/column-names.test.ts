import { expect, test } from "vitest";
import { namedColumns, nameOf, pickColumns } from "../../../adapters/importers/column-names.ts";

const NAMES = new Set(["step", "epoch"]);

test("a name is found in letters of any size, best in small ones", () => {
  expect(Object.fromEntries(namedColumns(["Epoch", "STEP", "step", "EPOCH", "loss"], NAMES))).toEqual({
    epoch: "Epoch",
    step: "step",
  });
});

test("columns come in the order of the names that are asked for", () => {
  const named = namedColumns(["Epoch", "Step"], NAMES);
  expect(pickColumns(named, ["step", "iter", "epoch"])).toEqual(["Step", "Epoch"]);
});

test("a long name says nothing and stays as it is", () => {
  expect([nameOf("Wall_Time"), nameOf(`Step${"X".repeat(20)}`)]).toEqual([
    "wall_time",
    `Step${"X".repeat(20)}`,
  ]);
});
