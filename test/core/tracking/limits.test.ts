import { describe, expect, it } from "vitest";
import { checkCount, checkDistinct, checkKey, storable } from "../../../core/tracking/limits.ts";
import { withCode } from "../../support/with-code.ts";

const refused = withCode("TRACKING_INVALID");

describe("checkKey", () => {
  it.each(["loss", "val/f1-score", "a b", "größe", "x:y", ".hidden", "a..b"])("allows %s", (key) => {
    expect(checkKey("metric", key)).toBe(key);
  });

  it("allows the names of a metric's parts, and nothing of the kind elsewhere", () => {
    expect(checkKey("metric", "auc/seed=7/fold=0")).toBe("auc/seed=7/fold=0");
    for (const kind of ["parameter", "tag"] as const) expect(() => checkKey(kind, "a=b")).toThrow(refused);
  });

  it.each(["bad*name", "../x", "/a", "a/", "a//b", ".", "a/../b", "x\ny", "x".repeat(251)])(
    "refuses %j",
    (key) => {
      expect(() => checkKey("metric", key)).toThrow(refused);
    },
  );

  it("allows a metric alone to name parts of the data", () => {
    expect(checkKey("metric", "auc/slice=f/fold=0")).toBe("auc/slice=f/fold=0");
    expect(() => checkKey("parameter", "a=b")).toThrow(refused);
    expect(() => checkKey("tag", "a=b")).toThrow(refused);
  });
});

it("counts and tells doubles", () => {
  expect(() => checkCount("metrics", 1_001, 1_000)).toThrow(refused);
  expect(checkCount("metrics", 1_000, 1_000)).toBeUndefined();
  expect(() => checkDistinct(["a", "b", "a"])).toThrow(refused);
  expect(checkDistinct(["a", "b"])).toBeUndefined();
});

it("cuts what is too long, and never leaves half a character", () => {
  expect(storable("abc", 2)).toBe("ab");
  expect(storable("\u{1f600}", 1)).toBe("\ufffd");
});
