/** CRC-32C (Castagnoli, reflected polynomial 0x82F63B78; RFC 3720 B.4), eight bytes a step. */
const [T0, T1, T2, T3, T4, T5, T6, T7] = buildTables();

type Table = Int32Array;

/** The nth table says what a byte adds to the checksum where n more bytes follow it in the step. */
function buildTables(): readonly [Table, Table, Table, Table, Table, Table, Table, Table] {
  // Signed, as the operators below make numbers of 32 bits: unsigned ones would be converted at each step.
  const t0 = Int32Array.from({ length: 256 }, (_, n) => {
    let crc = n;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    return crc;
  });
  const next = (table: Table) => table.map((crc) => entry(t0, crc) ^ (crc >>> 8));
  const t1 = next(t0);
  const t2 = next(t1);
  const t3 = next(t2);
  const t4 = next(t3);
  const t5 = next(t4);
  const t6 = next(t5);
  return [t0, t1, t2, t3, t4, t5, t6, next(t6)];
}

/** The checksum of the bytes from `start` to `end`, signed: numbers beyond 31 bits would be boxed at each call. */
export function crc32c(data: DataView, start = 0, end = data.byteLength): number {
  let crc = -1;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const low = crc ^ data.getInt32(at, true);
    const high = data.getInt32(at + 4, true);
    crc =
      entry(T7, low) ^
      entry(T6, low >>> 8) ^
      entry(T5, low >>> 16) ^
      entry(T4, low >>> 24) ^
      entry(T3, high) ^
      entry(T2, high >>> 8) ^
      entry(T1, high >>> 16) ^
      entry(T0, high >>> 24);
  }
  for (; at < end; at += 1) crc = entry(T0, crc ^ data.getUint8(at)) ^ (crc >>> 8);
  return ~crc;
}

/** As TFRecord files store it, so that a checksum of data that holds checksums stays sound. */
export function maskedCrc32c(data: DataView, start = 0, end = data.byteLength): number {
  const crc = crc32c(data, start, end);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

// Always inside; the fallback only tells the type checker so.
function entry(table: Table, index: number): number {
  return table[index & 0xff] ?? 0;
}
