import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOfCodes, bytesOfText, latin1OfBytes, textOfBytes } from "../../../core/run/escaped-bytes.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("UTF-8 is told as it is", () => {
  for (const text of ["", "lr = 0.1\n", "caf\u00e9 \u{1f480}\r\n", "\ufeffx"]) {
    expect(textOfBytes(utf8(text))).toBe(text);
    expect(bytesOfText(text)).toEqual(utf8(text));
  }
});

test("a line that is none has its bytes beyond ASCII escaped, other lines do not", () => {
  const bytes = Uint8Array.from([...utf8("\u{1f480}\ncaf"), 0xe9, ...utf8(" \u00e9\n\u00e9")]);
  expect(textOfBytes(bytes)).toBe("\u{1f480}\ncaf\udce9 \udcc3\udca9\n\u00e9");
});

test("no byte is lost, also by way of JSON", () => {
  fc.assert(
    fc.property(fc.uint8Array({ size: "medium" }), (bytes) => {
      const text = textOfBytes(bytes);
      expect(bytesOfText(text)).toEqual(bytes);
      expect(JSON.parse(new TextDecoder().decode(utf8(JSON.stringify(text))))).toBe(text);
      expect(bytesOfCodes(latin1OfBytes(bytes))).toEqual(bytes);
    }),
  );
});
