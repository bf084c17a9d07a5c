import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { importMetrics } from "../../../adapters/importers/metrics.ts";
import { parseMetricPart } from "../../../core/compare/metric-name.ts";
import { fixture } from "../../support/import-file.ts";

const read = (text: string) => {
  const { measurements, problems } = importMetrics(text, "report.json");
  return { found: Object.fromEntries(measurements.map(({ metric, value }) => [metric, value])), problems };
};

test("classes are slices, averages have the names of scikit-learn's scorers", async () => {
  const { real } = await fixture("scikit-learn/classification_report.json");
  const { found, problems } = read(await readFile(real, "utf8"));
  expect(problems).toEqual([]);
  expect(Object.keys(found)).toHaveLength(3 * 4 + 1 + 2 * 3 + 1);
  expect(found).toMatchObject({
    "precision/class=setosa": 0.8,
    "f1/class=versicolor": 0.8,
    "support/class=setosa": 4,
    accuracy: 0.8,
    f1_macro: 0.7851851851851852,
    recall_weighted: 0.8,
    support: 10,
  });
  expect(parseMetricPart("precision/class=setosa")).toEqual({
    base: "precision",
    key: "class",
    value: "setosa",
  });
});

test("a document that only looks like it is read as it is", () => {
  expect(read('{"weighted avg": {"precision": 0.5}}').found).toEqual({ "weighted avg.precision": 0.5 });
});

test("what is no number is told, and the rest stays", () => {
  const row = '{"precision": 0.5, "recall": "x", "f1-score": 0.25, "support": 4}';
  const { found, problems } = read(`{"a": ${row}, "weighted avg": ${row}}`);
  expect(found).toMatchObject({ "precision/class=a": 0.5, f1_weighted: 0.25 });
  expect(problems.map(({ details }) => details.path)).toEqual(["recall/class=a", "recall_weighted"]);
});
