import { describe, expect, it } from "vitest";
import { HELPERS } from "../../../adapters/render/helpers.ts";

const call = (value: unknown) => ({ value, second: undefined, max: undefined, server: "https://github.com" });

describe("helpers", () => {
  it.each(Object.keys(HELPERS))("%s takes any value without raising", (name) => {
    for (const value of [undefined, null, "", "x", 1, Number.NaN, true, 1n, {}, [1], () => 1]) {
      expect(typeof HELPERS[name]?.(call(value))).toBe("string");
    }
  });

  it("show what should have been a scalar as JSON, not as [object Object]", () => {
    expect(HELPERS.code?.(call({ a: 1 }))).toBe('`{"a":1}`');
  });
});
