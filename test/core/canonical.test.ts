import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, digestOf, digestOfBytes, digestOfText } from "../../core/canonical.ts";

/** The same value with every object's keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}

describe("canonical JSON", () => {
  test("has sorted keys, two spaces and a last line break", () => {
    expect(canonicalJson({ b: [1, "é"], a: { d: null, c: undefined } })).toBe(
      '{\n  "a": {\n    "d": null\n  },\n  "b": [\n    1,\n    "é"\n  ]\n}\n',
    );
  });

  test("does not depend on the order of keys and reads back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  test("keeps a key named __proto__ and sorts by code unit, not by language or as numbers", () => {
    const text = canonicalJson(JSON.parse('{"__proto__": 1, "a": 2, "B": 3}'));
    expect(Object.keys(JSON.parse(text))).toEqual(["B", "__proto__", "a"]);
  });

  test("different documents have different digests", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(digestOf(a) === digestOf(b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s", (value) => {
    expect(() => canonicalJson({ deep: [value] })).toThrow(RangeError);
  });

  test("digests are SHA-256 over UTF-8", () => {
    expect(digestOfText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(digestOfBytes(new TextEncoder().encode("é"))).toBe(digestOfText("é"));
  });
});
