import { expect, it } from "vitest";
import { mayCover } from "../../../adapters/github/ref-condition.ts";

it.each([
  ["every branch", ["~ALL"], [], true],
  ["the default branch, which it is", ["~DEFAULT_BRANCH"], [], true],
  ["its full name", ["refs/heads/main"], [], true],
  ["another branch", ["refs/heads/next"], [], false],
  ["a pattern that may match", ["refs/heads/m*"], [], true],
  ["all but itself", ["~ALL"], ["refs/heads/main"], false],
  ["all but a pattern, which may miss it", ["~ALL"], ["refs/heads/x*"], true],
  ["nothing", [], [], false],
])("a condition on %s", (_, include, exclude, covered) => {
  expect(mayCover({ include, exclude }, { branch: "main", isDefault: true })).toBe(covered);
});

it("covers the branch where there is no condition, and the default branch only if it is it", () => {
  expect(mayCover(undefined, { branch: "main", isDefault: false })).toBe(true);
  expect(mayCover({ include: ["~DEFAULT_BRANCH"] }, { branch: "x", isDefault: false })).toBe(false);
});
