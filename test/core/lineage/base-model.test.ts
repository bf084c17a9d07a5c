import fc from "fast-check";
import { expect, test } from "vitest";
import { formatBaseVersion, parseBaseModel } from "../../../core/lineage/base-model.ts";
import { model } from "../../support/facts.ts";
import { law } from "../../support/law.ts";

test("a version that is written is read again, of this registry and of another one", () => {
  const versions = fc.record({
    registry: fc.constantFrom(null, "acme/models", "a-b/c.d"),
    model: fc.constantFrom(model("churn"), model("credit-risk.v2")),
    version: fc.integer({ min: 1, max: 1_000_000 }),
  });
  law(versions, (version) =>
    expect(parseBaseModel(formatBaseVersion(version))).toEqual({ kind: "version", ...version }),
  );
});

test.each([
  ["churn@3", "version"],
  ["acme/models/churn@3", "version"],
  ["churn@production", "stage"],
  ["acme/models/churn@production", "stage"],
  ["churn", "other"],
  ["churn@0", "other"],
  ["Churn@3", "other"],
  ["acme/bert@3", "other"],
  ["a/b/c/churn@3", "other"],
  ["google-bert/bert-base-uncased", "other"],
  ["", "other"],
])("%s is a %s", (text, kind) => {
  expect(parseBaseModel(text).kind).toBe(kind);
});
