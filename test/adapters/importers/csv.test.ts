import { expect, test } from "vitest";
import { importCsv } from "../../../adapters/importers/csv.ts";

const read = (text: string) => importCsv(text, "m.csv");
const rows = (text: string) =>
  read(text).measurements.map(({ metric, step, value }) => [metric, step, value]);

test("between semicolons a comma is a decimal one", () => {
  const found = read("epoch;loss;support;time\n1;0,5;100;1,5\n2; -4,5e-1 ;100;2.5\n3;;1.5;3\n");
  expect(found.measurements.map(({ metric, step, value }) => [metric, step, value])).toEqual([
    ["loss", 1, 0.5],
    ["support", 1, 100],
    ["time", 1, 1.5],
    ["loss", 2, -0.45],
    ["support", 2, 100],
    ["time", 2, 2.5],
    ["support", 3, 1.5],
    ["time", 3, 3],
  ]);
  expect(found.problems).toEqual([]);
  expect(rows("Metric;Value\nAccuracy;0,91\n")).toEqual([["Accuracy", 0, 0.91]]);
});

test.each([
  ["percent", 'epoch,acc,loss\n1,85%,0.5\n2,,0.4\n3,"90,5 %",0.3\n', "column acc", '"85%"'],
  ["group commas", 'epoch,rows,loss\n1,"1,000",0.5\n2,"12,345.5",0.4\n3,NA,0.3\n', "column rows", '"1,000"'],
  [
    "more of them",
    "epoch;rows;loss\n1;1,000,000;0,5\n2;2,000,000;0,4\n3;;0,3\n",
    "column rows",
    '"1,000,000"',
  ],
  ["commas between tabs", "epoch\tauc\tloss\n1\t0,9\t0.5\n2\t0,8\t0.4\n3\t\t0.3\n", "column auc", '"0,9"'],
])("a column of numbers with %s is told by its name, and the others are read", (_, text, path, found) => {
  expect(rows(text)).toEqual([
    ["loss", 1, 0.5],
    ["loss", 2, 0.4],
    ["loss", 3, 0.3],
  ]);
  const { problems } = read(text);
  expect(problems.map(({ details }) => [details.path, details.found])).toEqual([[path, found]]);
  expect(problems[0]?.details.expected).toContain("decimal point");
});

test("a table of nothing but such columns tells each once, and words among them stay words", () => {
  expect(read("epoch,acc\n1,85%\n").problems).toHaveLength(1);
  expect(read("Metric,Value\nAccuracy,85%\nF1,80%\n").problems).toMatchObject([
    { details: { path: "column Value" } },
  ]);
  expect(rows("name,value\n50%,1\n90%,2\n")).toEqual([
    ["50%", 0, 1],
    ["90%", 1, 2],
  ]);
  const mixed = read('epoch,layers,note,loss\n1,"64,32",5%,0.5\n2,"64,64",none,0.4\n');
  expect([mixed.measurements.length, mixed.problems]).toEqual([2, []]);
});
