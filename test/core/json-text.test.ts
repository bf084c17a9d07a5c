import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonOf } from "../../core/json-text.ts";

it("is what was written", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(jsonOf(text)).toEqual(JSON.parse(text));
    }),
  );
});

it.each(["", "{", '{"a": 1', "undefined", "NaN"])("is nothing in %j", (text) => {
  expect(jsonOf(text)).toBeUndefined();
});
