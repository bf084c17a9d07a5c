import { crc32 } from "node:zlib";

const BLOCK_BYTES = 32 * 1024;
const HEADER_BYTES = 7;
/** A chunk is a whole record, or the first, a middle (3) or the last part of one. */
const [FULL, FIRST, LAST] = [1, 2, 4] as const;

export interface LogEnd {
  readonly offset: number;
  readonly what: string;
}

/**
 * The records of a LevelDB log as W&B writes it: blocks of 32 KiB, in them chunks of CRC-32 (of type and data), length and
 * type; a record is one chunk or several. `start` bytes of a file header count as part of the first block. Reading ends at
 * the first damage; `end` says where and why, unless the file ends with a whole record.
 */
export function readLog(
  bytes: Uint8Array,
  start: number,
): { readonly records: readonly Uint8Array[]; readonly end: LogEnd | null } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  let at = start;
  const ended = (what: string) => ({ records, end: { offset: at, what } });
  while (at < bytes.length) {
    const room = BLOCK_BYTES - (at % BLOCK_BYTES);
    if (room < HEADER_BYTES) {
      at += room;
      continue;
    }
    if (at + HEADER_BYTES > bytes.length) return ended("a header that is not complete");
    const length = view.getUint16(at + 4, true);
    const type = view.getUint8(at + 6);
    const from = at + HEADER_BYTES;
    if (length > room - HEADER_BYTES) return ended("a chunk that is longer than its block");
    if (from + length > bytes.length) return ended("a chunk that is not complete");
    if (crc32(bytes.subarray(at + 6, from + length)) !== view.getUint32(at, true)) {
      return ended("a chunk whose checksum is wrong");
    }
    const begins = type === FULL || type === FIRST;
    if (type < FULL || type > LAST || begins !== (parts.length === 0))
      return ended(`a chunk of type ${type} out of place`);
    parts.push(bytes.subarray(from, from + length));
    at = from + length;
    if (type === FULL || type === LAST) {
      records.push(parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts));
      parts = [];
    }
  }
  return parts.length === 0 ? { records, end: null } : ended("a record that is not complete");
}
