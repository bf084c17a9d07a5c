import fc from "fast-check";
import { expect, test } from "vitest";
import { quotedEnd, replaceOutside } from "../../../adapters/importers/literals.ts";
import { law } from "../../support/law.ts";

test("a quoted text ends at its first mark that is not escaped", () => {
  law(fc.tuple(fc.string(), fc.string()), ([inside, after]) => {
    const quoted = JSON.stringify(inside);
    expect(quotedEnd(`${quoted}${after}`, 1)).toBe(quoted.length);
  });
  expect(quotedEnd('"""a\\""""b', 3, '"""')).toBe(9);
  expect(quotedEnd('"a\\"', 1)).toBe(4);
});

test("only what stands outside of strings is replaced", () => {
  expect(replaceOutside('{"a\\"b": a, "a": "a\\\\", "x": [a]} "a', /a/g, () => "z")).toBe(
    '{"a\\"b": z, "a": "a\\\\", "x": [z]} "a',
  );
});
