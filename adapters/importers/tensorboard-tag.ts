/** A tag that was decoded: where it comes again, its bytes are compared. */
interface KnownTag {
  readonly bytes: Buffer;
  readonly text: string;
  /** The tag that came after it, which most often comes after it again. */
  next: KnownTag | undefined;
}

/** Bounds of what is remembered. A metric's name is 250 characters at most; a tag beyond them is decoded each time. */
const MAX_TAG_BYTES = 1000;
const MAX_TAGS = 10_000;

/**
 * The tags of one file. A training reports the same few in the same order millions of times, so a tag is first compared
 * with the one that came at this place of the order before, then looked for by its bytes, and only a new one is decoded.
 */
export class TagTable {
  readonly #known = new Map<string, KnownTag>();
  #last: KnownTag | undefined;

  /** The text of the bytes from `start` to `end`. */
  read(bytes: Buffer, start: number, end: number): string {
    const expected = this.#last?.next;
    const isExpected = expected !== undefined && isSame(expected, bytes, start, end);
    const tag = isExpected ? expected : this.#find(bytes, start, end);
    if (tag === undefined) return bytes.toString("utf8", start, end);
    if (this.#last !== undefined) this.#last.next = tag;
    this.#last = tag;
    return tag.text;
  }

  /** Undefined for a tag that is not remembered. */
  #find(bytes: Buffer, start: number, end: number): KnownTag | undefined {
    if (end - start > MAX_TAG_BYTES) return undefined;
    const key = bytes.toString("latin1", start, end);
    const known = this.#known.get(key);
    if (known !== undefined || this.#known.size >= MAX_TAGS) return known;
    const own = Buffer.from(bytes.subarray(start, end));
    const tag = { bytes: own, text: own.toString("utf8"), next: undefined };
    this.#known.set(key, tag);
    return tag;
  }
}

function isSame(tag: KnownTag, bytes: Buffer, start: number, end: number): boolean {
  if (tag.bytes.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (bytes[at] !== tag.bytes[at - start]) return false;
  return true;
}
