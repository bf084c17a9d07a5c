import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a zip that a test builds; every field may lie. */
export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  readonly deflate?: boolean;
  /** Bytes as they stand in the archive, instead of packed `data`. */
  readonly packed?: Uint8Array;
  readonly declaredSize?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly mode?: number;
  readonly method?: number;
}

/** Builds a zip archive byte by byte (APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16). */
export function buildZip(
  parts: readonly ZipPart[],
  options: { declaredEntries?: number; zip64?: boolean } = {},
) {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { header, directory } = describe(part, offset);
    local.push(header);
    central.push(directory);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = options.zip64 === true ? 0xffff : (options.declaredEntries ?? parts.length);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(options.zip64 === true ? 0xffffffff : offset, 16);
  const extra =
    options.zip64 === true ? zip64End(options.declaredEntries ?? parts.length, directory.length, offset) : [];
  return Buffer.concat([...local, directory, ...extra, end]);
}

function describe(part: ZipPart, offset: number) {
  const name = typeof part.name === "string" ? Buffer.from(part.name) : Buffer.from(part.name);
  const data = part.data ?? new Uint8Array();
  const packed = part.packed ?? (part.deflate === true ? deflateRawSync(data) : data);
  const size = part.declaredSize ?? data.length;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(part.flags ?? 0x800, 2);
  fields.writeUInt16LE(part.method ?? (part.deflate === true ? 8 : 0), 4);
  fields.writeUInt32LE(part.crc ?? crc32(data), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return {
    header: Buffer.concat([Buffer.from("PK\x03\x04"), fields, name, packed]),
    directory: Buffer.concat([Buffer.from("PK\x01\x02\x14\x03"), fields, tail, name]),
  };
}

function zip64End(count: number, directoryBytes: number, offset: number): readonly Buffer[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(directoryBytes), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + directoryBytes), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}
