import { expect, test } from "vitest";
import { dataRequirementSchema, dataRule } from "../../../core/policy/data-rule.ts";

test("both forms are one rule, and the short one stays as it was written", () => {
  expect(dataRule(dataRequirementSchema.parse("B"))).toEqual({ strength: "B" });
  expect(dataRule(dataRequirementSchema.parse({ strength: "A", freshFor: "90d" }))).toEqual({
    strength: "A",
    freshFor: "90d",
  });
  expect(dataRequirementSchema.parse("A")).toBe("A");
  const asked = { strength: "A", lineage: "known" };
  expect(dataRule(dataRequirementSchema.parse(asked))).toEqual(asked);
});

test.each([["D"], [{ strength: "A" }], [{ strength: "A", freshFor: "soon" }], [{ freshFor: "1d" }]])(
  "%j is no rule for data",
  (written) => {
    expect(dataRequirementSchema.safeParse(written).error?.issues[0]?.message).toMatch(
      /^data is A, B or C|^a duration is written|^freshFor or lineage/,
    );
  },
);
