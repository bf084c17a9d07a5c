import fc from "fast-check";
import { expect, it } from "vitest";
import { answers, formatAnswerMark, parseAnswerMark } from "../../../core/registry/answer-mark.ts";

it("is found again at the end of any text", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom("comment" as const, "label" as const, "closing" as const),
      fc.integer({ min: 1, max: 2 ** 53 - 1 }),
      (text, kind, id) => {
        expect(parseAnswerMark(`${text}\n${formatAnswerMark({ kind, id })}`)).toEqual({ kind, id });
      },
    ),
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

it("answers only what it names: comments and labels may have the same number", () => {
  const mark = formatAnswerMark({ kind: "label", id: 7 });
  expect(answers(mark, { kind: "label", id: 7 })).toBe(true);
  expect(answers(mark, { kind: "label", id: 8 })).toBe(false);
  expect(answers(mark, { kind: "comment", id: 7 })).toBe(false);
  expect(answers(mark, { kind: "closing", id: 7 })).toBe(false);
  expect(answers("no mark", { kind: "comment", id: 7 })).toBe(false);
});
