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

/**
 * Splits TFRecord framing (u64le length, masked CRC-32C of it, data, masked CRC-32C of the data) into records. Give it
 * the file piece by piece; after damage it takes no more, because the place of the next record is not known for sure.
 */
export class TfRecordReader {
  #rest: Uint8Array = new Uint8Array();
  #offset = 0;
  #damage: TfRecordEnd | undefined;

  /** The records that end within this piece. Each is valid until the next piece is given. */
  *read(chunk: Uint8Array): Generator<Uint8Array> {
    if (this.#damage !== undefined) return;
    const joined = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    // A part of a `Buffer` costs several times as much as one of a plain array, and nearly all records are small.
    const bytes = new Uint8Array(joined.buffer, joined.byteOffset, joined.length);
    const view = new DataView(joined.buffer, joined.byteOffset, joined.length);
    let at = 0;
    while (bytes.length - at >= HEADER_BYTES) {
      const length = this.#readLength(view, bytes, at);
      if (length === undefined) return;
      const start = at + HEADER_BYTES;
      const end = start + length;
      if (end + FOOTER_BYTES > bytes.length) break;
      if (maskedCrc32c(bytes, start, end) !== view.getUint32(end, true)) {
        this.#fail(at, "a record whose checksum is wrong");
        return;
      }
      yield bytes.subarray(start, end);
      at = end + FOOTER_BYTES;
    }
    this.#offset += at;
    // Copied, because the reader of the file may use its memory again.
    this.#rest = Uint8Array.from(bytes.subarray(at));
  }

  #readLength(view: DataView, bytes: Uint8Array, at: number): number | undefined {
    if (maskedCrc32c(bytes, at, at + LENGTH_BYTES) !== view.getUint32(at + LENGTH_BYTES, true)) {
      this.#fail(at, "a length whose checksum is wrong");
      return undefined;
    }
    const length = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
    if (length <= MAX_RECORD_BYTES) return length;
    this.#fail(at, `a record of ${length} bytes`);
    return undefined;
  }

  #fail(at: number, what: string): void {
    this.#damage = { kind: "damaged", offset: this.#offset + at, what };
    this.#rest = new Uint8Array();
  }

  /** How the file ended, once all of it was given. */
  end(): TfRecordEnd {
    if (this.#damage !== undefined) return this.#damage;
    if (this.#rest.length === 0) return { kind: "complete" };
    return {
      kind: "cut",
      offset: this.#offset,
      missing: `${this.#rest.length} bytes of a record that is not complete`,
    };
  }
}
