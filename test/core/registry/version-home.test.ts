import { expect, it } from "vitest";
import { isHomeOf } from "../../../core/registry/version-home.ts";
import { model } from "../../support/facts.ts";

it.each([
  ["its registration", "pedigree/register/churn/3", true, true],
  ["somebody's work", "fix-typo", true, false],
  ["another version's registration", "pedigree/register/churn/31", true, false],
  ["a fork's branch of the same name", "pedigree/register/churn/3", false, false],
])("tells a version's pull request from others: %s", (_, headBranch, headInRepository, expected) => {
  expect(isHomeOf({ headBranch, headInRepository }, model("churn"), 3)).toBe(expected);
});
