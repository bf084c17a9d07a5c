import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import yauzl from "yauzl";
import { PedigreeError } from "../../core/errors.ts";
import type { ByteSource } from "./byte-source.ts";

/** Entries that an artifact may have: one of ours holds a record, curves and the files of one run. */
export const MAX_ENTRIES = 10_000;
/** Unpacked size against packed size of a wanted entry; JSON of repeated keys reaches 50. */
const MAX_RATIO = 1000;
const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

/**
 * Reads the wanted entries (name → most bytes) of a zip archive into memory; nothing is ever written to disk.
 * An entry that is not there is missing in the result. The whole archive is refused with ARTIFACT_INVALID when any
 * of its entries is unsafe (a path that leaves the folder, a duplicate, a symlink, encryption), when there are more
 * than MAX_ENTRIES, and when a wanted entry is damaged or larger than allowed, whatever it declares.
 */
export async function readZipEntries(
  source: ByteSource,
  wanted: ReadonlyMap<string, number>,
): Promise<Map<string, Uint8Array>> {
  const size = await source.size();
  const zip = await openZip(source, size);
  try {
    const entries = await listEntries(zip);
    const found = new Map<string, Uint8Array>();
    for (const [name, max] of wanted) {
      const entry = entries.get(name);
      if (entry !== undefined) found.set(name, await readEntry(zip, entry, max));
    }
    return found;
  } finally {
    zip.close();
  }
}

class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const source = this.#source;
    return Readable.from(readInPieces(source, start, end));
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#source.read(position, length).then(
      (bytes) => {
        if (bytes.length < length) return callback(new Error("unexpected end of the archive"));
        buffer.set(bytes, offset);
        callback(null, bytes.length);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

const PIECE_BYTES = 256 * 1024;

async function* readInPieces(source: ByteSource, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    yield Buffer.from(await source.read(at, Math.min(PIECE_BYTES, end - at)));
  }
}

async function openZip(source: ByteSource, size: number): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true };
  try {
    return await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), size, options);
  } catch (cause) {
    throw cause instanceof PedigreeError ? cause : invalid(undefined, messageOf(cause), cause);
  }
}

async function listEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw invalid(undefined, `${zip.entryCount} entries`);
  const entries = new Map<string, yauzl.Entry>();
  // Windows and macOS fold case, so names that differ only in case are duplicates, too.
  const seen = new Set<string>();
  try {
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry);
      const folded = entry.fileName.normalize("NFC").toLowerCase();
      if (seen.has(folded)) throw invalid(entry.fileName, "a second entry of this name");
      seen.add(folded);
      entries.set(entry.fileName, entry);
    }
  } catch (cause) {
    throw cause instanceof PedigreeError ? cause : invalid(undefined, messageOf(cause), cause);
  }
  return entries;
}

function checkEntry(entry: yauzl.Entry): void {
  const name = entry.fileName;
  const problem = unsafeName(name);
  if (problem !== undefined) throw invalid(name, problem);
  if (entry.isEncrypted()) throw invalid(name, "an encrypted entry");
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK) throw invalid(name, "a symlink");
}

/** yauzl refuses most of these itself; the list stands here so that the rule does not depend on it. */
function unsafeName(name: string): string | undefined {
  if (name === "") return "an empty name";
  if (name.includes("\0")) return "a NUL in its name";
  if (name.includes("\\")) return "a backslash in its name";
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return "an absolute path";
  if (name.split("/").includes("..")) return "a path that leaves its folder";
  return undefined;
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, max: number): Promise<Uint8Array> {
  const name = entry.fileName;
  if (entry.uncompressedSize > max) throw invalid(name, `${entry.uncompressedSize} bytes`, undefined, max);
  if (entry.uncompressedSize > Math.max(1024, entry.compressedSize * MAX_RATIO)) {
    throw invalid(name, `${entry.uncompressedSize} bytes packed into ${entry.compressedSize}`);
  }
  if (!entry.canDecodeFileData()) throw invalid(name, "an unknown method of compression");
  const bytes = await readStream(await openStream(zip, entry), name, max);
  if (bytes.length !== entry.uncompressedSize) throw invalid(name, "another size than it declares");
  if (crc32(bytes) !== entry.crc32) throw invalid(name, "a wrong checksum");
  return bytes;
}

async function openStream(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  try {
    return await zip.openReadStreamPromise(entry);
  } catch (cause) {
    throw cause instanceof PedigreeError ? cause : invalid(entry.fileName, messageOf(cause), cause);
  }
}

/** What an entry declares of its size is a claim: reading stops at the first byte too many. */
async function readStream(stream: Readable, name: string, max: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.from(chunk);
      length += bytes.length;
      if (length > max) throw invalid(name, `more than ${max} bytes`, undefined, max);
      chunks.push(bytes);
    }
  } catch (cause) {
    throw cause instanceof PedigreeError ? cause : invalid(name, messageOf(cause), cause);
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown trouble";
}

function invalid(entry: string | undefined, found: string, cause?: unknown, max?: number): PedigreeError {
  const expected = max === undefined ? "a safe and undamaged archive" : `at most ${max} bytes`;
  const subject = entry === undefined ? "archive" : `archive entry ${JSON.stringify(entry.slice(0, 200))}`;
  return new PedigreeError("ARTIFACT_INVALID", "artifact cannot be used", {
    subject,
    expected,
    found,
    cause,
  });
}
