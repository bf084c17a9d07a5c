import { expect, test } from "vitest";
import { crc32c, maskedCrc32c } from "../../../adapters/importers/crc32c.ts";

// The examples of RFC 3720, B.4, read as little-endian numbers.
test.each([
  ["32 zeros", new Uint8Array(32), 0x8a9136aa],
  ["32 bytes of ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ["rising bytes", Uint8Array.from({ length: 32 }, (_, n) => n), 0x46dd794e],
  ["falling bytes", Uint8Array.from({ length: 32 }, (_, n) => 31 - n), 0x113fdb5c],
  ["123456789, which is no multiple of four", Buffer.from("123456789"), 0xe3069283],
])("%s", (_, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});

test("a range counts alone", () => {
  const bytes = Buffer.from("..123456789..");
  expect(crc32c(bytes, 2, 11)).toBe(0xe3069283);
  expect(maskedCrc32c(bytes, 2, 11)).toBe(maskedCrc32c(Buffer.from("123456789")));
});
