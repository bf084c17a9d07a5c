import type { ParamValue } from "../../core/run/run.ts";
import { type BinaryReader, readInner, readMessage, WireType } from "./protobuf.ts";

/**
 * Parameters of the hparams plugin (`HParamsPluginData.session_start_info.hparams`, a map to `google.protobuf.Value`)
 * into `params`. Lists and objects are no parameters of this plugin.
 */
export function readHparams(content: Uint8Array, params: Map<string, ParamValue>): void {
  readMessage(content, (reader, field, wire) =>
    field !== 3
      ? false
      : readInner(reader, wire, (_, inner, innerWire) =>
          inner === 1 ? readEntry(reader, innerWire, params) : false,
        ),
  );
}

function readEntry(reader: BinaryReader, wire: WireType, params: Map<string, ParamValue>): boolean {
  let name = "";
  let value: ParamValue | undefined;
  const whole = readInner(reader, wire, (_, field, type) => {
    if (field === 1 && type === WireType.LengthDelimited) {
      name = reader.string();
      return true;
    }
    if (field !== 2) return false;
    return readInner(reader, type, (_r, kind, kindType) => {
      const found = readValue(reader, kind, kindType);
      if (found === undefined) return false;
      value = found;
      return true;
    });
  });
  if (whole && value !== undefined && name !== "" && name.length <= 250) params.set(name, value);
  return whole;
}

function readValue(reader: BinaryReader, field: number, wire: WireType): ParamValue | undefined {
  if (field === 1 && wire === WireType.Varint) {
    reader.int32();
    return null;
  }
  if (field === 2 && wire === WireType.Bit64) {
    const number = reader.double();
    return Number.isFinite(number) ? number : String(number);
  }
  if (field === 3 && wire === WireType.LengthDelimited) return reader.string().slice(0, 8192);
  if (field === 4 && wire === WireType.Varint) return reader.bool();
  return undefined;
}
