import { type BinaryReader, readInner, readInt64, WireType } from "./protobuf.ts";

/** The types of tensorflow/core/framework/types.proto that curves and histograms have. */
const FLOAT = 1;
const DOUBLE = 2;
/** More numbers than this are no curve and no histogram that anybody looks at. */
const MAX_NUMBERS = 100_000;

export interface NumberTensor {
  readonly shape: readonly number[];
  /** As many as the shape asks for, row by row. */
  readonly values: readonly number[];
}

/**
 * A tensor of floating-point numbers: in the field of its type, or as raw little-endian bytes. Undefined for one of another type, of
 * a shape that its numbers do not fill, and of more than 100,000 numbers.
 */
export function readNumberTensor(reader: BinaryReader): NumberTensor | undefined {
  const values: number[] = [];
  let type = 0;
  let shape: readonly number[] = [];
  let content: Uint8Array = new Uint8Array();
  readInner(reader, WireType.LengthDelimited, (_, field, wire) => {
    if (field === 1 && wire === WireType.Varint) type = reader.int32();
    else if (field === 2 && wire === WireType.LengthDelimited) shape = readShape(reader);
    else if (field === 4 && wire === WireType.LengthDelimited) content = reader.bytes();
    else if (field === 5) return readRepeated(reader, { wire, plain: WireType.Bit32 }, values);
    else if (field === 6) return readRepeated(reader, { wire, plain: WireType.Bit64 }, values);
    else return false;
    return true;
  });
  if (type !== FLOAT && type !== DOUBLE) return undefined;
  const found = content.length > 0 ? fromBytes(content, type) : values;
  const size = shape.reduce((product, length) => product * length, 1);
  if (size > MAX_NUMBERS || found.length > size || (found.length === 0 && size > 0)) return undefined;
  // Where a tensor is filled with one number at its end, that number is written once.
  const rest = Array.from({ length: size - found.length }, () => found.at(-1) ?? 0);
  return { shape, values: rest.length === 0 ? found : [...found, ...rest] };
}

/** Repeated numbers, packed or not. */
export function readRepeated(
  reader: BinaryReader,
  { wire, plain }: { readonly wire: WireType; readonly plain: WireType.Bit32 | WireType.Bit64 },
  values: number[],
): boolean {
  const read = () => values.push(plain === WireType.Bit64 ? reader.double() : reader.float());
  if (wire === plain) {
    read();
    return true;
  }
  if (wire !== WireType.LengthDelimited) return false;
  const end = reader.uint32() + reader.pos;
  if (end > reader.len) throw new RangeError("numbers end after their record");
  while (reader.pos < end) read();
  if (reader.pos !== end) throw new RangeError("a number ends after its field");
  return true;
}

function readShape(reader: BinaryReader): readonly number[] {
  const shape: number[] = [];
  readInner(reader, WireType.LengthDelimited, (_, field, wire) =>
    field !== 2
      ? false
      : readInner(reader, wire, (_r, inner, type) => {
          const size = inner === 1 ? readInt64(reader, type) : undefined;
          if (size === undefined) return false;
          shape.push(Math.max(0, size));
          return true;
        }),
  );
  return shape;
}

function fromBytes(bytes: Uint8Array, type: number): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = type === FLOAT ? 4 : 8;
  return Array.from({ length: Math.floor(bytes.length / width) }, (_, at) =>
    type === FLOAT ? view.getFloat32(at * width, true) : view.getFloat64(at * width, true),
  );
}
