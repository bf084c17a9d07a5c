/**
 * Text that may hold bytes which are no UTF-8, such as a patch of a Latin-1 file: each of them is a lone surrogate, U+DC80 to
 * U+DCFF, as in PEP 383. JSON keeps these, redaction passes them by, and no byte is lost. A line with one such byte
 * has all of its bytes beyond ASCII escaped.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const whole = decoded(bytes);
  if (whole !== null) return whole;
  return linesOf(bytes)
    .map((line) => decoded(line) ?? Array.from(line, escaped).join(""))
    .join("\n");
}

/** The bytes of such a text; of any other, its UTF-8. */
export function bytesOfText(text: string): Uint8Array {
  // With `u`, the halves of a pair are no match.
  const parts = text.split(/([\udc80-\udcff]+)/u);
  const pieces = parts.map((part, at) =>
    at % 2 === 0 ? new TextEncoder().encode(part) : bytesOfCodes(part),
  );
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}

/** Each byte as one character, which is how Latin-1 reads them. */
export function latin1OfBytes(bytes: Uint8Array): string {
  return linesOf(bytes)
    .map((line) => Array.from(line, (byte) => String.fromCharCode(byte)).join(""))
    .join("\n");
}

/** The lowest byte of each character. */
export function bytesOfCodes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

const NEWLINE = 10;

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
    lines.push(bytes.subarray(from, at));
    from = at + 1;
  }
  return [...lines, bytes.subarray(from)];
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function escaped(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}
