import { describe, expect, it } from "vitest";
import { parseYaml } from "../../../adapters/importers/yaml.ts";
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

  it("write a scalar that YAML reads back, on one line and without a comment or a second document", () => {
    for (const value of [
      "a",
      "a: b # c",
      '"',
      "\\",
      "- x",
      "{{y}}",
      "&a *b !!t",
      "@",
      "0x10",
      "null",
      "<!-- c -->",
      "",
    ]) {
      expect(parseYaml(HELPERS.json?.(call(value)) ?? "", "f")).toBe(value.replace("<!--", "‹!--"));
    }
    expect(HELPERS.json?.(call("a\n---\nb"))).toBe('"a␤---␤b"');
    expect(HELPERS.json?.(call(0.5))).toBe("0.5");
  });
});
