import fc from "fast-check";
import { expect, test } from "vitest";
import { linesIn } from "../../../adapters/importers/lines.ts";

test("lines are those of a split", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("\n", "\r", "a") }), (text) => {
      expect([...linesIn(text)]).toEqual(text.split("\n"));
    }),
  );
});
