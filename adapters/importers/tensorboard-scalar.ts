/** A scalar of one event. */
export interface EventScalar {
  readonly tag: string;
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly value: number;
}

/** Keys of the fields, in the order in which every writer puts them. */
const WALL_TIME = 0x09;
const STEP = 0x10;
const SUMMARY = 0x2a;
const VALUE = 0x0a;
const TAG = 0x0a;
const SIMPLE_VALUE = 0x15;

const TIME_BYTES = 9;
const NUMBER_BYTES = 5;

/**
 * Reads the event of one scalar, which is nearly all of a large file, without a general reader: time, step, and a summary of
 * one value with tag and number, in this order and nothing else. It is undefined for any other event, also for a step or
 * a tag of unusual length; those are for the general reader.
 */
export class PlainScalarReader {
  readonly #bits = new DataView(new ArrayBuffer(8));
  #tagBytes: Uint8Array = new Uint8Array();
  #tag = "";

  read(record: Uint8Array): EventScalar | undefined {
    const end = record.length;
    if (end > 127 || record[0] !== WALL_TIME) return undefined;
    let at = TIME_BYTES;
    let step = 0;
    if (record[at] === STEP) {
      let shift = 0;
      let byte = 0x80;
      at += 1;
      for (; byte >= 0x80 && shift <= 21; shift += 7) {
        byte = record[at] ?? 0x80;
        step |= (byte & 0x7f) << shift;
        at += 1;
      }
      if (byte >= 0x80) return undefined;
    }
    // Every length is below 128 and so one byte; each has to lead exactly to the end.
    if (record[at] !== SUMMARY || record[at + 1] !== end - at - 2) return undefined;
    if (record[at + 2] !== VALUE || record[at + 3] !== end - at - 4 || record[at + 4] !== TAG)
      return undefined;
    const from = at + 6;
    const to = end - NUMBER_BYTES;
    if (to <= from || record[at + 5] !== to - from || record[to] !== SIMPLE_VALUE) return undefined;
    const value = this.#load(record, to + 1, 4).getFloat32(0, true);
    const time = Math.round(this.#load(record, 1, 8).getFloat64(0, true) * 1000);
    return { tag: this.#readTag(record, from, to), step, time, value };
  }

  #load(record: Uint8Array, from: number, count: number): DataView {
    for (let at = 0; at < count; at += 1) this.#bits.setUint8(at, record[from + at] ?? 0);
    return this.#bits;
  }

  // A file repeats its tags, so most often it is the one before.
  #readTag(record: Uint8Array, from: number, to: number): string {
    let same = to - from === this.#tagBytes.length;
    for (let at = from; same && at < to; at += 1) same = record[at] === this.#tagBytes[at - from];
    if (!same) {
      this.#tagBytes = record.slice(from, to);
      this.#tag = new TextDecoder().decode(this.#tagBytes);
    }
    return this.#tag;
  }
}
