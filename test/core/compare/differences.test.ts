import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDifferences, sameData } from "../../../core/compare/differences.ts";
import { sha256Schema } from "../../../core/names.ts";

const entries = fc.dictionary(fc.string({ maxLength: 3 }), fc.option(fc.nat(3)));

describe("findDifferences", () => {
  it("turns one side into the other", () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const value = new Map(Object.entries(a));
        const patched = new Map(Object.entries(b));
        for (const difference of findDifferences(value, patched)) {
          if (value.has(difference.name)) patched.set(difference.name, difference.value);
          else patched.delete(difference.name);
        }
        expect(Object.fromEntries(patched)).toEqual(Object.fromEntries(value));
      }),
    );
  });

  it("finds nothing between equals", () => {
    fc.assert(
      fc.property(entries, (a) => {
        expect(findDifferences(new Map(Object.entries(a)), new Map(Object.entries(a)))).toEqual([]);
      }),
    );
  });
});

describe("sameData", () => {
  const one = { name: "a", bytes: 1, files: 1, strength: "A", role: "other" } as const;
  const digest = sha256Schema.parse("a".repeat(64));
  it("goes by content where both sides know it, else by scheme and id", () => {
    expect(
      sameData({ ...one, scheme: "dvc", id: "1", digest }, { ...one, scheme: "sha256", id: "2", digest }),
    ).toBe(true);
    expect(sameData({ ...one, scheme: "dvc", id: "1", digest }, { ...one, scheme: "dvc", id: "1" })).toBe(
      true,
    );
    expect(sameData({ ...one, scheme: "dvc", id: "1" }, { ...one, scheme: "git", id: "1" })).toBe(false);
  });
});
