import { type FileHandle, open } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import type { SecretRedactor } from "../../core/run/redact.ts";
import { type OutputStream, RedactedOutput } from "../../core/run/redacted-output.ts";

/** What is kept of a command's output; a training that prints more is told so at the end of the file. */
const MAX_OUTPUT_BYTES = 50 * 1024 * 1024;

/** How long what is printed may wait to be written: whoever watches the file looks less often. */
const WAIT_MS = 100;
/** So much is written at once, and without waiting. */
const BATCH = 64 * 1024;

export interface OutputFile {
  /** Never raises: what is printed must be read on, or the command waits for ever. */
  write(stream: OutputStream, chunk: Uint8Array): Promise<void>;
  /** Writes what is left. Warnings say what is not in the file. */
  close(): Promise<readonly string[]>;
}

/**
 * A file of redacted output, of at most so many bytes, which holds at any moment what was printed up to a moment before.
 * Raises what `open` does.
 */
export async function openOutputFile(
  path: string,
  redact: SecretRedactor,
  limit = MAX_OUTPUT_BYTES,
): Promise<OutputFile> {
  return new Writer(await open(path, "w"), new RedactedOutput(redact), limit);
}

class Writer implements OutputFile {
  readonly #file: FileHandle;
  readonly #output: RedactedOutput;
  readonly #limit: number;
  readonly #decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  /** Bytes that stay, and the text after them that what follows may replace. */
  #settled = 0;
  #forNow = "";
  #isCut = false;
  #trouble: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** Bytes that came since it was last seen what can be written. */
  #fresh = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: FileHandle, output: RedactedOutput, limit: number) {
    this.#file = file;
    this.#output = output;
    this.#limit = limit;
  }

  async write(stream: OutputStream, chunk: Uint8Array): Promise<void> {
    if (this.#isOver) return;
    this.#output.add(stream, this.#decoders[stream].write(Buffer.from(chunk)));
    this.#fresh += chunk.length;
    if (this.#fresh >= BATCH) await this.#flush();
    this.#wait();
  }

  async close(): Promise<readonly string[]> {
    clearTimeout(this.#timer);
    for (const stream of ["stdout", "stderr"] as const)
      this.#output.add(stream, this.#decoders[stream].end());
    await this.#inTurn(async () => {
      if (!this.#isOver) await this.#put(this.#output.end());
      if (this.#isCut) await this.#append(`\n[output cut after ${this.#limit} bytes]\n`);
    });
    await this.#file.close().catch((error: unknown) => this.#fail(error));
    const cut = this.#isCut ? [`output: more than ${this.#limit} bytes; the rest is left out`] : [];
    return this.#trouble === null ? cut : [...cut, this.#trouble];
  }

  get #isOver(): boolean {
    return this.#isCut || this.#trouble !== null;
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#flush({ withRest: true });
    }, WAIT_MS);
  }

  #flush({ withRest = false } = {}): Promise<void> {
    this.#fresh = 0;
    return this.#inTurn(async () => {
      if (this.#isOver) return;
      await this.#put(this.#output.settle());
      // A progress bar is never quiet, and shows where it stands.
      if (withRest && !this.#isOver) await this.#show(this.#output.forNow());
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(work).catch((error: unknown) => this.#fail(error));
    return this.#writing;
  }

  #fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#trouble ??= `output: cannot be written: ${reason}; the rest is left out`;
  }

  async #put(text: string): Promise<void> {
    const waiting = Math.max(Buffer.byteLength(text), this.#output.waiting);
    if (this.#settled + waiting <= this.#limit) return await this.#append(text);
    this.#isCut = true;
    await this.#show("");
  }

  async #append(text: string): Promise<void> {
    if (this.#forNow.startsWith(text)) {
      this.#forNow = this.#forNow.slice(text.length);
      this.#settled += Buffer.byteLength(text);
      return;
    }
    await this.#show(text);
    this.#settled += Buffer.byteLength(text);
    this.#forNow = "";
  }

  /** Writes a text in the place of the one that stood there for now. */
  async #show(text: string): Promise<void> {
    if (text === this.#forNow) return;
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      const rest = bytes.length - at;
      const { bytesWritten } = await this.#file.write(bytes, at, rest, this.#settled + at);
      at += bytesWritten;
    }
    if (bytes.length < Buffer.byteLength(this.#forNow))
      await this.#file.truncate(this.#settled + bytes.length);
    this.#forNow = text;
  }
}
