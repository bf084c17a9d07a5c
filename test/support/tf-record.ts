import { maskedCrc32c } from "../../adapters/importers/crc32c.ts";
import { TfRecordReader } from "../../adapters/importers/tf-record.ts";

/** A record with the right checksums. */
export function framed(data: Uint8Array): Buffer {
  const record = Buffer.alloc(data.length + 16);
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(view, 0, 8), true);
  record.set(data, 12);
  view.setUint32(data.length + 12, maskedCrc32c(view, 12, data.length + 12), true);
  return record;
}

/** What the records of a file hold. */
export function recordsOf(file: Uint8Array): readonly Buffer[] {
  const reader = new TfRecordReader();
  reader.add(file);
  const records: Buffer[] = [];
  for (let record = reader.next(); record !== undefined; record = reader.next())
    records.push(Buffer.from(record.bytes.subarray(record.start, record.end)));
  return records;
}
