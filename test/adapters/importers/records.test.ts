import { describe, expect, it, test } from "vitest";
import { importMetrics } from "../../../adapters/importers/metrics.ts";

const read = (text: string, file: string) => importMetrics(text, file);
const rows = (text: string, file: string) =>
  read(text, file).measurements.map(({ metric, step, value }) => [metric, step, value]);

test.each([
  [
    "m.csv",
    "Metric,Value\nAccuracy,0.91\nF1,0.88\n",
    [
      ["Accuracy", 0, 0.91],
      ["F1", 1, 0.88],
    ],
  ],
  [
    "m.csv",
    "Epoch,Loss\n1,0.9\n2,0.8\n",
    [
      ["Loss", 1, 0.9],
      ["Loss", 2, 0.8],
    ],
  ],
  [
    "m.csv",
    "STEP,name,value\n1,loss,0.5\n1,auc,0.9\n",
    [
      ["loss", 1, 0.5],
      ["auc", 1, 0.9],
    ],
  ],
  ["m.csv", "Step,Tag,Value\n4,train/loss,0.5\n", [["train/loss", 4, 0.5]]],
  [
    "m.jsonl",
    '{"step":1,"name":"loss","value":0.5}\n{"step":1,"tag":"train/loss","value":0.7}\n{"Step":2,"Key":"auc","Value":1}\n',
    [
      ["loss", 1, 0.5],
      ["train/loss", 1, 0.7],
      ["auc", 2, 1],
    ],
  ],
])("the columns of %s are known in letters of any size: %j", (file, text, expected) => {
  expect([rows(text, file), read(text, file).problems]).toEqual([expected, []]);
});

test("a column Time is one of times or a metric, by what it holds", () => {
  const [first] = read("Epoch,Loss,Timestamp,Time\n1,0.5,1700000000,12.5\n", "m.csv").measurements;
  expect(first).toEqual({ metric: "Loss", step: 1, time: 1_700_000_000_000, value: 0.5 });
  expect(rows("Epoch,Loss,Time\n1,0.5,12.5\n", "m.csv")).toEqual([
    ["Loss", 1, 0.5],
    ["Time", 1, 12.5],
  ]);
});

test.each([
  ["numbers under name are a metric", "m.csv", "name,value\n1,0.5\n", ["name=1", "value=0.5"]],
  ["so they are in JSON lines", "m.jsonl", '{"name":1,"value":0.5}\n', ["name=1", "value=0.5"]],
  ["name without value describes", "m.csv", "name,loss\nforest,0.5\n", ["loss=0.5"]],
  ["of two names metric counts", "m.csv", "name,metric,value\nforest,auc,0.5\n", ["auc=0.5"]],
  ["words under value are none", "m.csv", "name,value,auc\nmodel,forest,0.9\n", ["auc=0.9"]],
])("%s", (_, file, text, expected) => {
  const { measurements, problems } = read(text, file);
  expect(measurements.map(({ metric, value }) => `${metric}=${value}`)).toEqual(expected);
  expect(problems).toEqual([]);
});

describe("rows of training and of validation", () => {
  const curves = [
    ["train/loss", 1, 0.9],
    ["val/loss", 1, 1.1],
    ["train/loss", 2, 0.5],
    ["val/loss", 2, 1.2],
  ];
  it.each([
    ["m.csv", "epoch,phase,loss\n1,train,0.9\n1,val,1.1\n2,train,0.5\n2,val,1.2\n"],
    [
      "m.csv",
      "Epoch;Subset;Metric;Value\n1;train;loss;0.9\n1;val;loss;1.1\n2;train;loss;0.5\n2;val;loss;1.2\n",
    ],
    [
      "m.jsonl",
      [
        '{"epoch":1,"split":"train","loss":0.9}',
        '{"split":"val","epoch":1,"loss":1.1}',
        '{"epoch":2,"Split":"train","loss":0.5}',
        '{"epoch":2,"split":" val ","loss":1.2}',
      ].join("\n"),
    ],
    [
      "m.json",
      '[{"epoch":1,"mode":"train","loss":0.9},{"epoch":1,"mode":"val","loss":1.1},{"epoch":2,"mode":"train","loss":0.5},{"epoch":2,"mode":"val","loss":1.2}]',
    ],
  ])("are metrics of their own in %s: %j", (file, text) => {
    expect([rows(text, file), read(text, file).problems]).toEqual([curves, []]);
  });

  it.each([
    ["one word", "phase,loss\ntrain,1\ntrain,2\n", ["loss=1", "loss=2"]],
    ["another column", "host,loss\nred,1\nblue,2\n", ["loss=1", "loss=2"]],
    ["nothing in common", "phase,loss,auc\ntrain,1,\ntest,,0.9\n", ["loss=1", "auc=0.9"]],
    ["numbers", "stage,loss\n1,0.5\n2,0.4\n", ["stage=1", "loss=0.5", "stage=2", "loss=0.4"]],
    [
      "something in common",
      "phase,loss,auc\ntrain,1,\ntest,2,0.9\n",
      ["train/loss=1", "test/loss=2", "test/auc=0.9"],
    ],
    ["rows without a word", "phase,loss\ntrain,1\n,2\nval,3\n", ["train/loss=1", "loss=2", "val/loss=3"]],
    ["two such columns", "stage,split,loss\nfit,train,1\nfit,val,2\n", ["train/loss=1", "val/loss=2"]],
  ])("of %s are told apart only where they measure the same", (_, text, expected) => {
    const { measurements, problems } = read(text, "m.csv");
    expect(measurements.map(({ metric, value }) => `${metric}=${value}`)).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it("in JSON lines without such a field keep their names beside others", () => {
    expect(rows('{"split":"train","loss":1}\n{"loss":2}\n{"split":"val","loss":3}\n', "m.jsonl")).toEqual([
      ["train/loss", 0, 1],
      ["loss", 1, 2],
      ["val/loss", 2, 3],
    ]);
  });

  it("are told where the word makes a name too long", () => {
    const name = "m".repeat(247);
    const { measurements, problems } = read(`phase,${name}\na,1\nb,2\ntrain,3\n`, "m.csv");
    expect(measurements.map(({ value }) => value)).toEqual([1, 2]);
    expect(problems).toHaveLength(1);
  });
});
