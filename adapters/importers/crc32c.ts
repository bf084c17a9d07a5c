/** CRC-32C (Castagnoli, reflected polynomial 0x82F63B78; RFC 3720 B.4), four bytes a step. */
const [T0, T1, T2, T3] = buildTables();

// Signed, as the operators below make numbers of 32 bits: unsigned ones would be converted at each step.
function buildTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const t0 = Int32Array.from({ length: 256 }, (_, n) => {
    let crc = n;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    return crc;
  });
  const next = (table: Int32Array) => table.map((crc) => entry(t0, crc) ^ (crc >>> 8));
  const t1 = next(t0);
  const t2 = next(t1);
  return [t0, t1, t2, next(t2)];
}

/** The checksum of the bytes from `start` to `end`. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = -1;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    crc ^=
      byteAt(bytes, at) |
      (byteAt(bytes, at + 1) << 8) |
      (byteAt(bytes, at + 2) << 16) |
      (byteAt(bytes, at + 3) << 24);
    crc = entry(T3, crc) ^ entry(T2, crc >>> 8) ^ entry(T1, crc >>> 16) ^ entry(T0, crc >>> 24);
  }
  for (; at < end; at += 1) crc = entry(T0, crc ^ byteAt(bytes, at)) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** As TFRecord files store it, so that a checksum of data that holds checksums stays sound. */
export function maskedCrc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const crc = crc32c(bytes, start, end);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

// Both are always inside; the fallback only tells the type checker so. One function for each kind of array is twice as fast
// as one for both.
function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function entry(table: Int32Array, index: number): number {
  return table[index & 0xff] ?? 0;
}
