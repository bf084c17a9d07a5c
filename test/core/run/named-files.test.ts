import fc from "fast-check";
import { expect, test } from "vitest";
import { foldMeasurements, type Measurement } from "../../../core/run/measurement.ts";
import { joinNamedFiles, type NamedFile } from "../../../core/run/named-files.ts";
import { law } from "../../support/law.ts";

/** `auc=0.9` for a value without a step, `loss@1..3` for a curve that counts down from 1. */
function file(path: string, ...told: readonly string[]): NamedFile {
  const measurements = told.flatMap((text): readonly Measurement[] => {
    const [, metric = "", value, first, last] = /^(.+?)(?:=(.+)|@(\d+)\.\.(\d+))$/.exec(text) ?? [];
    if (value !== undefined) return [{ metric, step: null, time: null, value: Number(value) }];
    const steps = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at);
    return steps.map((step) => ({ metric, step, time: null, value: 1 - step / 100 }));
  });
  return { path, measurements };
}

function joined(...files: readonly NamedFile[]): readonly string[] {
  const { metrics, curves } = foldMeasurements(joinNamedFiles(files));
  return Object.entries(metrics).map(([name, { last, count }]) => {
    const steps = (curves.get(name) ?? []).map(({ step }) => step).join(" ");
    return `${name} ${last} of ${count}${steps === "" ? "" : `: ${steps}`}`;
  });
}

test("folders that hold the same metric are told apart by the part in which they differ", () => {
  const folds = ["fold_0", "fold_1"].map((name, at) =>
    file(`runs/${name}/metrics.json`, `auc=0.${9 - at}`, ...(at === 0 ? ["f1=0.5"] : [])),
  );
  expect(joined(...folds)).toEqual(["fold_0/auc 0.9 of 1", "f1 0.5 of 1", "fold_1/auc 0.8 of 1"]);
  expect(joined(file("fold_0/m.json", "auc=1"), file("m.json", "auc=0"))).toEqual([
    "fold_0/auc 1 of 1",
    "auc 0 of 1",
  ]);
});

test("what no two files hold keeps its name, and has no part in what tells the others apart", () => {
  expect(
    joined(file("a/x.json", "acc=1"), file("runs/0/m.json", "auc=1"), file("runs/1/m.json", "auc=0")),
  ).toEqual(["acc 1 of 1", "0/auc 1 of 1", "1/auc 0 of 1"]);
});

test("files of one folder are told apart by their names, without the extension where it says nothing", () => {
  expect(joined(file("out/train.jsonl", "loss@1..2"), file("out/val.jsonl", "loss@1..2"))).toEqual([
    "train/loss 0.98 of 2: 1 2",
    "val/loss 0.98 of 2: 1 2",
  ]);
  expect(joined(file("out/m.csv", "loss@1..2"), file("out/m.jsonl", "loss@1..2"))).toEqual([
    "m.csv/loss 0.98 of 2: 1 2",
    "m.jsonl/loss 0.98 of 2: 1 2",
  ]);
});

test("parts that are counted through and whose steps go on are one curve, in the order of the steps", () => {
  const parts = ["metrics.10.jsonl", "metrics.2.jsonl", "metrics.jsonl"];
  const steps = ["loss@5..6", "loss@1..2", "loss@7..8"];
  expect(joined(...parts.map((name, at) => file(name, steps[at] ?? "")))).toEqual([
    "loss 0.92 of 6: 1 2 5 6 7 8",
  ]);
});

test.each([
  ["whose steps meet", file("m.0.jsonl", "loss@1..3"), file("m.1.jsonl", "loss@3..5")],
  [
    "of which one goes on and another does not",
    file("m.0.jsonl", "loss@1..2", "a@1..2"),
    file("m.1.jsonl", "loss@3..4", "a@1..2"),
  ],
  ["of other folders", file("0/m.0.jsonl", "loss@1..2"), file("1/m.0.jsonl", "loss@3..4")],
  ["of other names", file("train.jsonl", "loss@1..2"), file("test.jsonl", "loss@3..4")],
])("files %s are no parts of one curve", (_, one, other) => {
  expect(joined(one, other).filter((told) => told.includes("/loss "))).toHaveLength(2);
});

test("a final value is the last word on a curve of its folder, unless their names say that they are of other data", () => {
  const final = (name: string) => file(`out/${name}`, "auc=0.5");
  const curve = (name: string) => file(`out/${name}`, "auc@1..2");
  expect(joined(curve("history.csv"), final("metrics.json"))).toEqual(["auc 0.5 of 3: 1 2"]);
  expect(joined(final("all.json"), curve("history.csv"))).toEqual(["auc 0.5 of 3: 1 2"]);
  expect(joined(final("test.json"), curve("train.csv"))).toEqual([
    "test/auc 0.5 of 1",
    "train/auc 0.98 of 2: 1 2",
  ]);
  expect(joined(final("a.json"), final("b.json"))).toEqual(["a/auc 0.5 of 1", "b/auc 0.5 of 1"]);
});

test("a name that another file has already is not melted with it", () => {
  expect(joined(file("0/m.json", "auc=1"), file("1/m.json", "auc=2"), file("x/m.json", "0/auc=3"))).toEqual([
    "0/auc-2 1 of 1",
    "1/auc 2 of 1",
    "0/auc 3 of 1",
  ]);
});

test("no value is lost, and no two files overlap in one curve", () => {
  const name = fc.constantFrom("auc", "loss", "0/auc");
  const path = fc.constantFrom("0/m.json", "1/m.json", "m.0.json", "m.1.json", "m.json", "val.csv");
  const steps = fc.array(fc.option(fc.nat(6)), { minLength: 1, maxLength: 4 });
  const files = fc.uniqueArray(fc.tuple(path, fc.dictionary(name, steps)), { selector: ([own]) => own });
  law(files, (given) => {
    const named = given.map(([own, metrics]) => ({
      path: own,
      measurements: Object.entries(metrics).flatMap(([metric, all]) =>
        all.map((step) => ({ metric, step, time: given.findIndex(([one]) => one === own), value: 1 })),
      ),
    }));
    const all = joinNamedFiles(named);
    expect(all).toHaveLength(named.flatMap(({ measurements }) => measurements).length);
    for (const points of Map.groupBy(all, ({ metric }) => metric).values()) {
      const owners = Map.groupBy(
        points.filter(({ step }) => step !== null),
        ({ step }) => step,
      );
      for (const same of owners.values()) expect(new Set(same.map(({ time }) => time)).size).toBe(1);
    }
  });
});
