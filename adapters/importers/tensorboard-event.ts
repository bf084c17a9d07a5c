import type { Measurement } from "../../core/run/measurement.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { BinaryReader, eachField, readInner, readInt64, WireType } from "./protobuf.ts";
import { readHparams } from "./tensorboard-hparams.ts";
import { EventPlots } from "./tensorboard-plots.ts";
import { readPlainScalar } from "./tensorboard-scalar.ts";
import { TagTable } from "./tensorboard-tag.ts";
import { readTensorScalar } from "./tensorboard-tensor.ts";
import type { TfRecord } from "./tf-record.ts";

interface Sink {
  readonly at: { readonly step: number; readonly time: number };
  readonly onScalar: (scalar: Measurement) => void;
}

/** One value of a summary while it is read; `tensor` and `histogram` are where those begin, or -1. */
interface Value {
  tag: string;
  simple: number | undefined;
  tensor: number;
  histogram: number;
  plugin: string | undefined;
  content: Uint8Array | undefined;
}

/** What one file's events say so far; a tag's plugin is named with its first value only. */
export class EventReader {
  readonly #plugins = new Map<string, string>();
  readonly #tags = new TagTable();
  readonly params = new Map<string, ParamValue>();
  /** What is drawn, beside numbers. */
  readonly plots = new EventPlots();

  /** The scalars of one record. Raises an error where the record is no event. */
  read(record: TfRecord, onScalar: (scalar: Measurement) => void): void {
    const scalar = readPlainScalar(record, this.#tags);
    if (scalar === undefined) this.#readGeneral(record, onScalar);
    else onScalar(scalar);
  }

  #readGeneral(record: TfRecord, onScalar: (scalar: Measurement) => void): void {
    const { buffer, byteOffset } = record.bytes;
    // A part of a `Buffer` takes several times as long as one of a plain array.
    const own = new Uint8Array(buffer, byteOffset + record.start, record.end - record.start);
    const reader = new BinaryReader(own);
    const at = { step: 0, time: 0 };
    let summary = -1;
    eachField(reader, reader.len, (_, field, wire) => {
      if (field === 1 && wire === WireType.Bit64) at.time = Math.round(reader.double() * 1000);
      else if (field === 2 && wire === WireType.Varint) at.step = readSmallInt(reader, own);
      else if (field === 5 && wire === WireType.LengthDelimited) {
        summary = reader.pos;
        return false;
      } else return false;
      return true;
    });
    if (summary < 0) return;
    // The summary may stand before the step, so it is read last.
    reader.pos = summary;
    readInner(reader, WireType.LengthDelimited, (_, field, wire) =>
      field === 1 && wire === WireType.LengthDelimited
        ? this.#value(reader, record, { at, onScalar })
        : false,
    );
  }

  #value(reader: BinaryReader, record: TfRecord, sink: Sink): boolean {
    const value: Value = {
      tag: "",
      simple: undefined,
      tensor: -1,
      histogram: -1,
      plugin: undefined,
      content: undefined,
    };
    readInner(reader, WireType.LengthDelimited, (_, field, wire) => {
      if (field === 1 && wire === WireType.LengthDelimited) value.tag = this.#readTag(reader, record);
      else if (field === 2 && wire === WireType.Bit32) value.simple = reader.float();
      else if ((field === 8 || field === 5) && wire === WireType.LengthDelimited) {
        value[field === 8 ? "tensor" : "histogram"] = reader.pos;
        return false;
      } else return field === 9 && readMetadata(reader, wire, value);
      return true;
    });
    const { tag, simple, content } = value;
    if (value.plugin !== undefined) this.#plugins.set(tag, value.plugin);
    if (content !== undefined && value.plugin === "hparams") readHparams(content, this.params);
    const scalar = simple ?? this.#tensorValue(reader, value);
    if (scalar !== undefined) sink.onScalar({ metric: tag, ...sink.at, value: scalar });
    else this.plots.read(reader, { ...value, step: sink.at.step, plugin: this.#plugins.get(tag) });
    return true;
  }

  #tensorValue(reader: BinaryReader, { tag, tensor }: Value): number | undefined {
    if (tensor < 0 || this.#plugins.get(tag) !== "scalars") return undefined;
    const end = reader.pos;
    reader.pos = tensor;
    const value = readTensorScalar(reader);
    reader.pos = end;
    return value;
  }

  #readTag(reader: BinaryReader, { bytes, start, end }: TfRecord): string {
    const length = reader.uint32();
    const from = start + reader.pos;
    if (from + length > end) throw new RangeError("a tag ends after its record");
    reader.pos += length;
    return this.#tags.read(bytes, from, from + length);
  }
}

/** A step in three bytes or fewer without a detour over 64-bit integers. */
function readSmallInt(reader: BinaryReader, record: Uint8Array): number {
  const short = [0, 1, 2].some((ahead) => (record[reader.pos + ahead] ?? 0x80) < 0x80);
  return short ? reader.uint32() : (readInt64(reader, WireType.Varint) ?? 0);
}

function readMetadata(reader: BinaryReader, wire: WireType, value: Value): boolean {
  return readInner(reader, wire, (_, field, type) =>
    field !== 1
      ? false
      : readInner(reader, type, (_r, inner, innerType) => {
          if (innerType !== WireType.LengthDelimited) return false;
          if (inner === 1) value.plugin = reader.string();
          else if (inner === 2) value.content = reader.bytes();
          else return false;
          return true;
        }),
  );
}
