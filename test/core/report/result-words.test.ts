import { describe, expect, it } from "vitest";
import type { RequirementResult } from "../../../core/policy/decision.ts";
import { resultOf } from "../../../core/policy/requirement.ts";
import { openParts, remedyOf, stateOf, titleWithin, wordsOf } from "../../../core/report/result-words.ts";

function result(part: Partial<RequirementResult>): RequirementResult {
  return resultOf({ kind: "data", status: "failed", title: "t", expected: "e", found: "f", ...part });
}

const ownOf = (part: Partial<RequirementResult>) => remedyOf(result(part)).own;

describe("the remedy of a result alone", () => {
  it("is what it says when its parts say nothing or something else", () => {
    expect(ownOf({ remedy: "train again" })).toBe("train again");
    expect(ownOf({ remedy: "train again", children: [result({ remedy: "look" })] })).toBe("train again");
    expect(ownOf({ remedy: null })).toBeNull();
  });

  it("leaves out what was joined to it from its parts", () => {
    const age = result({ remedy: "read anew" });
    expect(ownOf({ remedy: "train again; read anew", children: [age] })).toBe("train again");
    expect(ownOf({ remedy: "read anew", children: [age] })).toBeNull();
    expect(ownOf({ remedy: "a; b; c", children: [result({ remedy: "b" }), result({ remedy: "c" })] })).toBe(
      "a",
    );
  });

  it("names the parts whose remedy stands beside it, in their order", () => {
    const [a, b, c] = ["a", "b", "c"].map((remedy) => result({ remedy }));
    const children = [a, b, c].flatMap((part) => part ?? []);
    expect(remedyOf(result({ remedy: "a; b; c", children }))).toEqual({ own: null, beside: [a, b, c] });
    expect(remedyOf(result({ remedy: "x; b", children })).beside).toEqual([b]);
    expect(remedyOf(result({ remedy: "xb", children })).beside).toEqual([]);
  });

  it("of a block is that of its parts, of alternatives the choice", () => {
    expect(ownOf({ kind: "all", remedy: "a; b" })).toBeNull();
    expect(ownOf({ kind: "any", remedy: "meet one of: data; soak" })).toBe("meet one of these");
    expect(ownOf({ kind: "any", remedy: null })).toBeNull();
  });
});

it("tells alternatives apart by number", () => {
  const part = result({ kind: "all", title: "approvals and data" });
  const alternative = [
    { text: "alternative 2: ", foreign: false },
    { text: "approvals and data", foreign: true },
  ];
  expect(titleWithin({ kind: "any" }, part, 1)).toEqual(alternative);
  expect(titleWithin({ kind: "all" }, part, 1)).toEqual(alternative.slice(1));
});

it("cuts what is too long to be read, between characters", () => {
  const [part] = wordsOf("💡".repeat(1000));
  expect(part?.text).toBe(`${"💡".repeat(399)}…`);
});

it("says what is not met by the parts that say it, under a choice as well", () => {
  const met = result({ status: "passed" });
  const part = (title: string) => result({ title, expected: title, found: "0" });
  const all = result({ kind: "all", title: "whole", children: [part("a"), met] });
  const any = result({ kind: "any", title: "one of 2 alternatives", children: [all, part("b")] });
  const texts = openParts([met, any, part("c"), result({ title: "t" })]).map((one) =>
    stateOf(one)
      .map(({ text }) => text)
      .join(""),
  );
  expect(texts).toEqual([
    "one of 2 alternatives",
    "a: found 0",
    "b: found 0",
    "c: found 0",
    "t: expected e, found f",
  ]);
});
