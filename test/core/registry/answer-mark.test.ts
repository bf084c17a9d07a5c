import fc from "fast-check";
import { expect, it } from "vitest";
import { formatAnswerMark, parseAnswerMark } from "../../../core/registry/answer-mark.ts";

it("is found again at the end of any text", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 53 - 1 }), (text, id) => {
      expect(parseAnswerMark(`${text}\n${formatAnswerMark(id)}`)).toBe(id);
    }),
  );
});

it.each([
  "",
  "<!-- pedigree:answer 0 -->",
  "<!-- pedigree:answer 12 -->\nand more",
  "x <!-- pedigree:answer 1 -->",
])("is not in %j", (text) => {
  expect(parseAnswerMark(text)).toBeUndefined();
});
