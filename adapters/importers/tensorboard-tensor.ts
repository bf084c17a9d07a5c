import { type BinaryReader, readInner, WireType } from "./protobuf.ts";

/** The types of tensorflow/core/framework/types.proto that a scalar may have. */
const FLOAT = 1;
const DOUBLE = 2;
const INT32 = 3;
const INT64 = 9;

/**
 * The number in a tensor of one element, as TensorFlow 2 and Keras write scalars: in a field of its type or as raw
 * little-endian bytes. Undefined for tensors of another type or size.
 */
export function readTensorScalar(reader: BinaryReader): number | undefined {
  const numbers: number[] = [];
  let type = 0;
  let content: Uint8Array | undefined;
  readInner(reader, WireType.LengthDelimited, (_, field, wire) => {
    if (field === 1 && wire === WireType.Varint) type = reader.int32();
    else if (field === 4 && wire === WireType.LengthDelimited) content = reader.bytes();
    else return readNumbers(reader, { field, wire }, numbers);
    return true;
  });
  if (content !== undefined && content.length > 0) return fromBytes(content, type);
  return [FLOAT, DOUBLE, INT32, INT64].includes(type) && numbers.length === 1 ? numbers[0] : undefined;
}

const READERS: Readonly<Record<number, { wire: WireType; read: (reader: BinaryReader) => number }>> = {
  5: { wire: WireType.Bit32, read: (reader) => reader.float() },
  6: { wire: WireType.Bit64, read: (reader) => reader.double() },
  7: { wire: WireType.Varint, read: (reader) => reader.int32() },
  10: { wire: WireType.Varint, read: (reader) => Number(reader.int64()) },
};

/** Repeated numbers, packed or not. */
function readNumbers(
  reader: BinaryReader,
  { field, wire }: { readonly field: number; readonly wire: WireType },
  numbers: number[],
): boolean {
  const found = READERS[field];
  if (found === undefined) return false;
  if (wire === found.wire) {
    numbers.push(found.read(reader));
    return true;
  }
  if (wire !== WireType.LengthDelimited) return false;
  const end = reader.uint32() + reader.pos;
  if (end > reader.len) throw new RangeError("numbers end after their record");
  while (reader.pos < end) numbers.push(found.read(reader));
  return true;
}

function fromBytes(bytes: Uint8Array, type: number): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === FLOAT && bytes.length === 4) return view.getFloat32(0, true);
  if (type === DOUBLE && bytes.length === 8) return view.getFloat64(0, true);
  if (type === INT32 && bytes.length === 4) return view.getInt32(0, true);
  if (type === INT64 && bytes.length === 8) return Number(view.getBigInt64(0, true));
  return undefined;
}
