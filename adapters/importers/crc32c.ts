/** CRC-32C (Castagnoli, reflected polynomial 0x82F63B78; RFC 3720 B.4), four bytes a step. */
const TABLES = buildTables();

function buildTables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const tables = [0, 1, 2, 3].map(() => new Uint32Array(256));
  const [t0 = new Uint32Array(), t1 = t0, t2 = t0, t3 = t0] = tables;
  for (let n = 0; n < 256; n += 1) {
    let crc = n;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    t0[n] = crc >>> 0;
  }
  const after = (crc: number) => ((t0[crc & 0xff] ?? 0) ^ (crc >>> 8)) >>> 0;
  for (let n = 0; n < 256; n += 1) {
    t1[n] = after(t0[n] ?? 0);
    t2[n] = after(t1[n] ?? 0);
    t3[n] = after(t2[n] ?? 0);
  }
  return [t0, t1, t2, t3];
}

/** The checksum of the bytes from `start` to `end`. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const [t0, t1, t2, t3] = TABLES;
  let crc = 0xffffffff;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    crc ^=
      byteAt(bytes, at) |
      (byteAt(bytes, at + 1) << 8) |
      (byteAt(bytes, at + 2) << 16) |
      (byteAt(bytes, at + 3) << 24);
    crc =
      byteAt(t3, crc & 0xff) ^
      byteAt(t2, (crc >>> 8) & 0xff) ^
      byteAt(t1, (crc >>> 16) & 0xff) ^
      byteAt(t0, crc >>> 24);
  }
  for (; at < end; at += 1) crc = byteAt(t0, (crc ^ byteAt(bytes, at)) & 0xff) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** As TFRecord files store it, so that a checksum of data that holds checksums stays sound. */
export function maskedCrc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const crc = crc32c(bytes, start, end);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

// Always inside; the fallback only tells the type checker so.
function byteAt(bytes: Uint8Array | Uint32Array, at: number): number {
  return bytes[at] ?? 0;
}
