import { expect, test } from "vitest";
import { flattenParams, MAX_PARAM_DEPTH, MAX_PARAMS } from "../../../core/run/flatten.ts";

const flatten = (value: unknown) => Object.fromEntries(flattenParams(value, "params.yaml"));

test("nested names are joined by dots, scalars stay what they are", () => {
  expect(flatten({ lr: 0.1, optimizer: { name: "adam", nesterov: true, decay: null } })).toEqual({
    lr: 0.1,
    "optimizer.name": "adam",
    "optimizer.nesterov": true,
    "optimizer.decay": null,
  });
});

test("a short list of scalars is one parameter, a list of objects is several", () => {
  expect(flatten({ layers: [64, 32], stages: [{ n: 1 }, { n: 2 }] })).toEqual({
    layers: "[64,32]",
    "stages.0.n": 1,
    "stages.1.n": 2,
  });
});

test("NaN, infinities and dates are kept as text", () => {
  expect(flatten({ a: Number.NaN, b: Number.NEGATIVE_INFINITY, c: new Date(0) })).toEqual({
    a: "NaN",
    b: "-Infinity",
    c: "1970-01-01T00:00:00.000Z",
  });
});

const deep = Array.from({ length: MAX_PARAM_DEPTH + 2 }).reduce<unknown>((inner) => ({ a: inner }), 1);
test.each([
  ["text instead of an object", "lr", ""],
  ["a list instead of an object", [1], ""],
  ["nothing", null, ""],
  ["a function", { a: { b: () => 1 } }, "a.b"],
  ["too deep a nest", deep, Array.from({ length: MAX_PARAM_DEPTH + 1 }, () => "a").join(".")],
  ["a name that reaches the prototype", JSON.parse('{"a":{"__proto__":1}}'), "a.__proto__"],
  ["an empty name", { "": 1 }, ""],
])("%s is refused with its place", (_, value, path) => {
  expect(() => flatten(value)).toThrow(
    expect.objectContaining({
      code: "SCHEMA_MISMATCH",
      details: expect.objectContaining({
        subject: "params.yaml",
        path,
        expected: expect.any(String),
        found: expect.any(String),
      }),
    }),
  );
});

test("more parameters than a person could read are refused", () => {
  const many = Object.fromEntries(Array.from({ length: MAX_PARAMS + 1 }, (_, at) => [`p${at}`, at]));
  expect(() => flatten(many)).toThrow(expect.objectContaining({ code: "SCHEMA_MISMATCH" }));
});
