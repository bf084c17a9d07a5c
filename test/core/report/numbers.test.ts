import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatChange,
  formatDecimal,
  formatNumber,
  formatPercent,
} from "../../../core/report/numbers.ts";

describe("formatNumber", () => {
  it.each([
    [0.912345678, "0.91235"],
    [0.5, "0.5"],
    [12, "12"],
    [0, "0"],
    [-0.0000012345, "-1.234e-6"],
    [1_234_567, "1234567"],
    [123_456.789, "123457"],
    [99_999.99, "100000"],
    [-99_999.5, "-100000"],
    [99_999.4, "99999"],
    [3e12, "3e+12"],
    ["NaN", "NaN"],
    ["-Infinity", "-Infinity"],
    [null, "–"],
    [undefined, "–"],
  ])("%s is %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe("formatChange and formatPercent", () => {
  it.each([
    [0.0123, "+0.0123", "+1.2 %"],
    [-4, "−4", "−400 %"],
    [0, "0", "0 %"],
    [0.00004, "+4e-5", "≈ 0 %"],
    [500, "+500", "> +9999 %"],
  ])("%s is %s and %s", (value, change, percent) => {
    expect(formatChange(value)).toBe(change);
    expect(formatPercent(value)).toBe(percent);
  });

  it("shows what has no ratio as a dash", () => {
    expect(formatPercent(null)).toBe("–");
    expect(formatPercent(Number.POSITIVE_INFINITY)).toBe("–");
  });
});

describe("formatDecimal", () => {
  it.each([
    [0.912345678, undefined, "0.91235"],
    [123_456.71, undefined, "123457"],
    [123_456.71, 0.4, "123456.71"],
    [0.999_992_5, 0.000_003, "0.9999925"],
    [0.912345678, 10, "0.91235"],
    [1_000_000, 0, "1000000"],
    [Number.NaN, 1, "0"],
  ])("%s on an axis of %s is %s", (value, span, text) => {
    expect(formatDecimal(value, span)).toBe(text);
  });
});

describe("formatBytes", () => {
  it.each([
    [999, "999 B"],
    [12_345, "12.3 kB"],
    [5_000_000_000, "5.0 GB"],
    ["x", "–"],
  ])("%s is %s", (value, text) => {
    expect(formatBytes(value)).toBe(text);
  });
});
