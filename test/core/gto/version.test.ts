import fc from "fast-check";
import { expect, test } from "vitest";
import { compareVersions, parseVersion } from "../../../core/gto/version.ts";
import { law } from "../../support/law.ts";

// The example of SemVer 2.0, section 11.
const ORDER = ["v1.0.0-alpha", "v1.0.0-alpha.1", "v1.0.0-alpha.beta", "v1.0.0-beta", "v1.0.0-beta.2"].concat([
  "v1.0.0-beta.11",
  "v1.0.0-rc.1",
  "v1.0.0",
  "v1.0.1",
  "v1.10.0",
  "v2.0.0",
]);

test("the order of SemVer, from any other order", () => {
  law(fc.shuffledSubarray(ORDER, { minLength: ORDER.length }), (shuffled) => {
    expect(shuffled.toSorted(compareVersions)).toEqual(ORDER);
  });
});

test("builds of one version have an order of their own, so that none is equal to another", () => {
  expect(compareVersions("v1.0.0+a", "v1.0.0+b")).toBeLessThan(0);
  expect(compareVersions("v1.0.0+a", "v1.0.0+a")).toBe(0);
});

test.each(["1.0.0", "v1", "v1.0", "v01.0.0", "v1.0.0-", "v1.0.0-01", "v1.0.0 "])("%j is none", (text) => {
  expect(parseVersion(text)).toBeUndefined();
});
