import fc from "fast-check";
import { expect, test } from "vitest";
import { isDecimal, isExactInteger, numberOf } from "../../../core/run/number-text.ts";

test("every double comes back as it is printed, with a sign or without", () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (number) => {
      expect(numberOf(String(number))).toBe(Object.is(number, -0) ? 0 : number);
      if (number > 0) expect(numberOf(`+${number}`)).toBe(number);
    }),
  );
});

test.each([
  ["nan", Number.NaN],
  ["-NaN", Number.NaN],
  ["+inf", Number.POSITIVE_INFINITY],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  [".5", 0.5],
  ["5.", 5],
])("%s is a number", (text, number) => {
  expect(numberOf(text)).toBe(number);
});

test.each(["", " 1", "1 ", "0x10", "1_000", "1,5", "--1", "infinite", "e5", "1e", "٣"])(
  "%j is none",
  (text) => {
    expect([numberOf(text), isDecimal(text)]).toEqual([undefined, false]);
  },
);

test("digits beyond a double are meant as a number and are none", () => {
  for (const text of ["1e400", "-1E+400", "9".repeat(400)]) {
    expect([numberOf(text), isDecimal(text)]).toEqual([undefined, true]);
  }
});

test("an integer is exact where a double holds it, whatever its length", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (integer) => {
      const number = Number(integer);
      const isShown = String(number) === String(integer);
      expect(isExactInteger(String(integer))).toBe(isShown || BigInt(number) === integer);
      if (Number.isSafeInteger(number)) return;
      expect(isExactInteger(BigInt(number).toString())).toBe(true);
      if (integer >= 0n)
        expect(isExactInteger(`0x${integer.toString(16)}`)).toBe(isExactInteger(String(integer)));
    }),
  );
  expect(["13557489321930403201", "9".repeat(400)].map(isExactInteger)).toEqual([false, false]);
  expect(["9007199254740992", "1e23", "0.1", "12345678901234567.5"].map(isExactInteger)).not.toContain(false);
});
