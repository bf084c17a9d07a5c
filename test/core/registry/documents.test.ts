import { expect, it } from "vitest";
import { z } from "zod";
import { canonicalJson } from "../../../core/canonical.ts";
import { parseCanonical, parseDocument } from "../../../core/registry/documents.ts";
import { withCode } from "../../support/with-code.ts";

const schema = z.strictObject({ a: z.int(), b: z.int() });

it("reads what the App wrote", () => {
  expect(parseCanonical(schema, canonicalJson({ b: 2, a: 1 }), "x.json")).toEqual({ a: 1, b: 2 });
});

it.each(["", "{", '{"a":1}', '{"a":1,"b":2,"c":3}', '{"a":"1","b":2}'])("refuses %j", (text) => {
  expect(() => parseDocument(schema, text, "x.json")).toThrow(withCode("REGISTRY_INCONSISTENT"));
});

it.each(['{"a":1,"b":2}', '{\n  "b": 2,\n  "a": 1\n}\n', '{\n  "a": 0,\n  "a": 1,\n  "b": 2\n}\n'])(
  "refuses the same data in another form: %j",
  (text) => {
    expect(() => parseCanonical(schema, text, "x.json")).toThrow(withCode("REGISTRY_INCONSISTENT"));
  },
);
