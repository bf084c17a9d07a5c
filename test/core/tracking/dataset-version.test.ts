import { expect, test } from "vitest";
import { datasetVersion } from "../../../core/tracking/dataset-version.ts";

const told = { name: "churn", digest: "fb5441d3", source: "", context: "" };

test.each([
  ["train", "training"],
  ["Training", "training"],
  ["eval", "evaluation"],
  ["test", "evaluation"],
  ["validation", "evaluation"],
  ["pretraining", "other"],
  ["", "other"],
])("the context %j is %s", (context, role) => {
  expect(datasetVersion({ ...told, context }).role).toBe(role);
});

test("what is longer than a record takes is cut, and a source that is not told is left out", () => {
  const long = "x".repeat(2000);
  const { name, id, source } = datasetVersion({ ...told, name: long, digest: long, source: long });
  expect([name.length, id.length, source?.length]).toEqual([1024, 1024, 1024]);
  expect(datasetVersion(told)).not.toHaveProperty("source");
});
