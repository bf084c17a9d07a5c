import fc from "fast-check";
import { expect, test } from "vitest";
import { crc32c, maskedCrc32c } from "../../../adapters/importers/crc32c.ts";

// The examples of RFC 3720, B.4, read as little-endian numbers.
test.each([
  ["32 zeros", new Uint8Array(32), 0x8a9136aa],
  ["32 bytes of ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ["rising bytes", Uint8Array.from({ length: 32 }, (_, n) => n), 0x46dd794e],
  ["falling bytes", Uint8Array.from({ length: 32 }, (_, n) => 31 - n), 0x113fdb5c],
  ["123456789, which is no multiple of eight", Buffer.from("123456789"), 0xe3069283],
])("%s", (_, bytes, expected) => {
  expect(crc32c(viewOf(bytes)) >>> 0).toBe(expected);
});

test("a range counts alone", () => {
  const data = viewOf(Buffer.from("..123456789.."));
  expect(crc32c(data, 2, 11) >>> 0).toBe(0xe3069283);
  expect(maskedCrc32c(data, 2, 11)).toBe(maskedCrc32c(viewOf(Buffer.from("123456789"))));
});

test("eight bytes a step give what single bits do", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      expect(crc32c(viewOf(bytes)) >>> 0).toBe(bitByBit(bytes));
    }),
  );
});

function bitByBit(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc >>> 0;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
