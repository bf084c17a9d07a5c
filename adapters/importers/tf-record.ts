import { maskedCrc32c } from "./crc32c.ts";

/** A record of more bytes than this is no record: a large image has ten million. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

const LENGTH_BYTES = 8;
const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;

export type TfRecordEnd =
  | { readonly kind: "complete" }
  | { readonly kind: "cut"; readonly offset: number; readonly missing: string }
  | { readonly kind: "damaged"; readonly offset: number; readonly what: string };

/** A record where it lies in its reader's memory, which is given as bytes and as a view; valid until the next one is read. */
export interface TfRecord {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits TFRecord framing (u64le length, masked CRC-32C of it, data, masked CRC-32C of the data) into records. Give it
 * the file piece by piece, and after each take the records that end within it; after damage there are no more, because
 * the place of the next record is not known for sure. Records are small and millions, so that they are read where they
 * lie: cutting each out takes longer than reading it.
 */
export class TfRecordReader {
  #record = recordIn(Buffer.alloc(0));
  /** Of the memory this is filled and was not read yet. */
  #from = 0;
  #to = 0;
  /** Where in the file the memory begins. */
  #offset = 0;
  #damage: TfRecordEnd | undefined;

  /** Takes the next piece of the file, and copies it: the reader of the file may use its memory again. */
  add(chunk: Uint8Array): void {
    if (this.#damage !== undefined) return;
    if (this.#from > 0) {
      this.#record.bytes.copyWithin(0, this.#from, this.#to);
      this.#offset += this.#from;
      this.#to -= this.#from;
      this.#from = 0;
    }
    this.#makeRoom(this.#to + chunk.length);
    this.#record.bytes.set(chunk, this.#to);
    this.#to += chunk.length;
  }

  /** The next record; undefined where it does not end within the pieces that were given, or is damaged. */
  next(): TfRecord | undefined {
    const start = this.#from + HEADER_BYTES;
    if (this.#damage !== undefined || start > this.#to) return undefined;
    const length = this.#readLength();
    if (length === undefined || start + length + FOOTER_BYTES > this.#to) return undefined;
    const end = start + length;
    if (!this.#isSound(start, end)) {
      this.#fail("a record whose checksum is wrong");
      return undefined;
    }
    this.#from = end + FOOTER_BYTES;
    this.#record.start = start;
    this.#record.end = end;
    return this.#record;
  }

  #readLength(): number | undefined {
    const from = this.#from;
    if (!this.#isSound(from, from + LENGTH_BYTES)) {
      this.#fail("a length whose checksum is wrong");
      return undefined;
    }
    const { view } = this.#record;
    const length = view.getUint32(from, true) + view.getUint32(from + 4, true) * 2 ** 32;
    if (length <= MAX_RECORD_BYTES) return length;
    this.#fail(`a record of ${length} bytes`);
    return undefined;
  }

  /** Whether the checksum behind these bytes is theirs. */
  #isSound(start: number, end: number): boolean {
    const { view } = this.#record;
    return maskedCrc32c(view, start, end) === view.getUint32(end, true);
  }

  /** Doubled at least: a large record in many pieces is not to be copied with each of them. */
  #makeRoom(bytes: number): void {
    const held = this.#record.bytes;
    if (bytes <= held.length) return;
    this.#record = recordIn(Buffer.allocUnsafeSlow(Math.max(bytes, 2 * held.length)));
    this.#record.bytes.set(held.subarray(0, this.#to));
  }

  #fail(what: string): void {
    this.#damage = { kind: "damaged", offset: this.#offset + this.#from, what };
    this.#record = recordIn(Buffer.alloc(0));
  }

  /** How the file ended, once all of it was given. */
  end(): TfRecordEnd {
    if (this.#damage !== undefined) return this.#damage;
    const rest = this.#to - this.#from;
    if (rest === 0) return { kind: "complete" };
    return {
      kind: "cut",
      offset: this.#offset + this.#from,
      missing: `${rest} bytes of a record that is not complete`,
    };
  }
}

/** A reader has one for all records, in memory that begins with its buffer. */
function recordIn(bytes: Buffer<ArrayBuffer>) {
  return { bytes, view: new DataView(bytes.buffer), start: 0, end: 0 };
}
