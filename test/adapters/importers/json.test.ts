import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../../adapters/importers/json.ts";

test("strict JSON is read as JSON.parse reads it, whatever words its strings hold", () => {
  const word = fc.constantFrom("NaN", "-Infinity", '"', "\\", "x", " ");
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: word }), (value, text) => {
      const source = JSON.stringify({ value, [text]: text });
      expect(parseJson(source, "x.json")).toEqual(JSON.parse(source));
    }),
  );
});

test("the words of Python become text, beside strings that hold them", () => {
  expect(parseJson('{"a": [NaN, -Infinity, Infinity], "b \\"NaN\\"": "NaN, Infinity"}', "x.json")).toEqual({
    a: ["NaN", "-Infinity", "Infinity"],
    'b "NaN"': "NaN, Infinity",
  });
});

test("digits beyond a double become text, which is no infinity", () => {
  const digits = "9".repeat(400);
  expect(
    parseJson(`{"a": [1e400, -1E+999, 1e308, 1e-400, ${digits}], "b1e400": "1e400", "c": NaN}`, "x.json"),
  ).toEqual({
    a: ["1e400", "-1E+999", 1e308, 0, digits],
    b1e400: "1e400",
    c: "NaN",
  });
  expect(() => parseJson('{"a": 01e400}', "x.json")).toThrow(
    expect.objectContaining({ code: "FILE_UNREADABLE" }),
  );
});

test("integers of which a double holds another one are text where exactness matters, and only there", () => {
  const source =
    '{"seed": 13557489321930403201, "-9007199254740993": [-9007199254740993, 9007199254740991, 1e300], "s": "9007199254740993"}';
  expect(parseJson(source, "x.json", { exactly: true })).toEqual({
    seed: "13557489321930403201",
    "-9007199254740993": ["-9007199254740993", 9007199254740991, 1e300],
    s: "9007199254740993",
  });
  expect(parseJson(source, "x.json")).toMatchObject({ seed: Number("13557489321930403201") });
});

test("however many escapes a string has, it is read beside words that are no JSON", () => {
  const text = JSON.stringify('"\n'.repeat(3_000_000));
  expect(parseJson(`{"a": ${text}, "b": NaN, "c": 1e400}`, "x.json")).toMatchObject({ b: "NaN", c: "1e400" });
});

test.each([
  ['{\n"a": 1,\n"b" 2\n}', "line 3", "'2'|Expected ':'"],
  ['{"a": oops}', undefined, "Unexpected token 'o'"],
  ["", undefined, "an empty file"],
])("%j: the error names what stood there", (text, path, found) => {
  const details = { found: expect.stringMatching(found), ...(path === undefined ? {} : { path }) };
  expect(() => parseJson(text, "x.json")).toThrow(
    expect.objectContaining({ code: "FILE_UNREADABLE", details: expect.objectContaining(details) }),
  );
});
