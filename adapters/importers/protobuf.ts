import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** Reads one field, or returns false to have it passed over. */
export type FieldVisitor = (reader: BinaryReader, field: number, wire: WireType) => boolean;

/**
 * Visits the fields of a message that ends at `end`. A message inside another is read by the same reader, so that
 * nothing is copied. Raises an error where the bytes are no such message.
 */
export function eachField(reader: BinaryReader, end: number, visit: FieldVisitor): void {
  if (end > reader.len) throw new RangeError("a message ends after its record");
  while (reader.pos < end) {
    const [field, wire] = reader.tag();
    if (!visit(reader, field, wire)) passOver(reader, field, wire);
  }
  if (reader.pos !== end) throw new RangeError("a field ends after its message");
}

// The library gives back what it passes over, and cutting that out takes longer than passing over it. A field that ends
// after its message is found there.
function passOver(reader: BinaryReader, field: number, wire: WireType): void {
  if (wire === WireType.LengthDelimited) {
    const length = reader.uint32();
    reader.pos += length;
  } else reader.skip(wire, field);
}

/** The fields of a whole record. */
export function readMessage(bytes: Uint8Array, visit: FieldVisitor): void {
  const reader = new BinaryReader(bytes);
  eachField(reader, reader.len, visit);
}

/** The fields of a message inside the present one. */
export function readInner(reader: BinaryReader, wire: WireType, visit: FieldVisitor): boolean {
  if (wire !== WireType.LengthDelimited) return false;
  const length = reader.uint32();
  eachField(reader, reader.pos + length, visit);
  return true;
}

/** Text of a length-delimited field; undefined for a field of another type, which stays to be passed over. */
export function readString(reader: BinaryReader, wire: WireType): string | undefined {
  return wire === WireType.LengthDelimited ? reader.string() : undefined;
}

/** A 64-bit integer as a number; exact up to 2^53, as steps and times are. */
export function readInt64(reader: BinaryReader, wire: WireType): number | undefined {
  return wire === WireType.Varint ? Number(reader.int64()) : undefined;
}

export { BinaryReader, WireType };
