import { expect, test } from "vitest";
import { ancestorSchema, whyUnknown } from "../../../core/lineage/ancestry.ts";

test("only of an ancestor whose run was read and recorded training data nothing is unknown", () => {
  const known = ancestorSchema.shape.training.options.filter(
    (training) => whyUnknown({ name: "churn@1", training }) === undefined,
  );
  expect(known).toEqual(["known", "silent"]);
});
