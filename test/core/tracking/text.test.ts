import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareText, matchesLike } from "../../../core/tracking/text.ts";
import { law } from "../../support/law.ts";

const word = fc.string({ unit: "binary", maxLength: 6 });

describe("compareText", () => {
  it("orders as UTF-8 bytes do", () => {
    law(fc.tuple(word, word), ([a, b]) => {
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    });
  });
});

describe("matchesLike", () => {
  it.each([
    ["%", "", true],
    ["a%c", "abbc", true],
    ["a_c", "abbc", false],
    ["_", "\u{1f600}", true],
    ["%b", "abab", true],
    ["%a%b%", "ba", false],
    ["", "a", false],
  ])("%s on %s: %s", (pattern, text, expected) => {
    expect(matchesLike(pattern, text, false)).toBe(expected);
  });

  it("agrees with a regular expression", () => {
    const piece = fc.constantFrom("a", "b", "%", "_", "%%");
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    law(fc.tuple(fc.array(piece, { maxLength: 6 }), text), ([pieces, given]) => {
      const pattern = pieces.join("");
      const regex = new RegExp(`^${pattern.replaceAll("%", ".*").replaceAll("_", ".")}$`, "u");
      expect(matchesLike(pattern, given, false)).toBe(regex.test(given));
    });
  });

  it("ignores case only when asked", () => {
    expect(matchesLike("É%", "école", true)).toBe(true);
    expect(matchesLike("É%", "école", false)).toBe(false);
  });
});
