import { PedigreeError } from "../../core/errors.ts";
import type { ByteSource } from "./byte-source.ts";

/** What a server without ranges may send as a whole, and what is downloaded of one archive altogether. */
export const MAX_DOWNLOAD_BYTES = 32 * 2 ** 20;
/** Least size of one request: a small archive comes with the first, the directory of a large one with the second. */
const PIECE_BYTES = 80 * 1024;
const TIMEOUT_MS = 30_000;

interface Span {
  readonly offset: number;
  readonly end: number;
}

/**
 * Bytes behind a URL, by HTTP Range. The first request takes the beginning and tells the size: Azure, where GitHub
 * keeps artifacts, knows no ranges that count from the end. What was read once is kept. No credentials are sent:
 * GitHub's download addresses carry their own. A server that ignores ranges is read as a whole, within limits.
 */
export function httpByteSource(url: string, fetcher: typeof fetch = fetch): ByteSource {
  const download = new RangedDownload(url, fetcher);
  return { size: () => download.size(), read: (offset, length) => download.read(offset, length) };
}

class RangedDownload {
  readonly #url: string;
  readonly #fetch: typeof fetch;
  readonly #pieces: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  #first: Promise<number> | undefined;
  #downloaded = 0;

  constructor(url: string, fetcher: typeof fetch) {
    this.#url = url;
    this.#fetch = fetcher;
  }

  size(): Promise<number> {
    this.#first ??= this.#begin();
    return this.#first;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const size = await this.size();
    const end = Math.min(offset + length, size);
    if (end <= offset) return new Uint8Array();
    const kept = this.#find({ offset, end });
    if (kept !== undefined) return kept;
    // Entries of a directory are read one after the other, so more than asked for is fetched at once.
    await this.#fetchPiece({ offset, end: Math.min(Math.max(end, offset + PIECE_BYTES), size) });
    return this.#find({ offset, end }) ?? new Uint8Array();
  }

  #find({ offset, end }: Span): Uint8Array | undefined {
    const piece = this.#pieces.find((p) => p.offset <= offset && end <= p.offset + p.bytes.length);
    return piece?.bytes.subarray(offset - piece.offset, end - piece.offset);
  }

  async #begin(): Promise<number> {
    const response = await request(this.#url, this.#fetch, { offset: 0, end: PIECE_BYTES });
    if (response.status === 200) return (await this.#keep(response, 0)).length;
    const total = /^bytes 0-\d+\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
    if (response.status !== 206 || total === undefined) throw refused(response, "a range of bytes");
    await this.#keepSpan(response, { offset: 0, end: Math.min(PIECE_BYTES, Number(total)) });
    return Number(total);
  }

  async #fetchPiece(span: Span): Promise<void> {
    const response = await request(this.#url, this.#fetch, span);
    if (response.status !== 206) throw refused(response, "a range of bytes");
    await this.#keepSpan(response, span);
  }

  /** A body that breaks off is no archive that is damaged: the same request may give all of it a moment later. */
  async #keepSpan(response: Response, { offset, end }: Span): Promise<void> {
    const bytes = await this.#keep(response, offset);
    if (bytes.length !== end - offset) {
      throw refused(response, `${end - offset} bytes, not ${bytes.length}`);
    }
  }

  async #keep(response: Response, offset: number): Promise<Uint8Array> {
    const bytes = await readBounded(response, MAX_DOWNLOAD_BYTES - this.#downloaded);
    this.#downloaded += bytes.length;
    this.#pieces.push({ offset, bytes });
    return bytes;
  }
}

async function request(url: string, fetcher: typeof fetch, span: Span): Promise<Response> {
  try {
    const headers = { range: `bytes=${span.offset}-${span.end - 1}`, "accept-encoding": "identity" };
    return await fetcher(url, { headers, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    const subject = new URL(url).host;
    throw new PedigreeError("REMOTE_UNAVAILABLE", "artifact cannot be downloaded", { subject, cause });
  }
}

/** Reads a body and stops as soon as it is longer than it may be. */
async function readBounded(response: Response, max: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > max) {
      drop(response);
      throw new PedigreeError("FILE_TOO_LARGE", "download is larger than allowed", {
        expected: `at most ${max} bytes`,
      });
    }
  }
  return Buffer.concat(chunks);
}

/**
 * What is still to come of an answer is not wanted. Nobody waits for it: of an answer that was cloned, as whoever watches requests
 * may do, the end comes only when the other copy is dropped as well (Streams Standard, `ReadableStreamTee`).
 */
function drop({ body }: Response): void {
  body?.cancel().catch(() => undefined);
}

// The address itself is a credential for a minute, so no message holds it.
function refused(response: Response, expected: string): PedigreeError {
  drop(response);
  return new PedigreeError("REMOTE_UNAVAILABLE", "artifact cannot be downloaded", {
    expected,
    found: `HTTP status ${response.status}`,
  });
}
