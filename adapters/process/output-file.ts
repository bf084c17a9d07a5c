import { open } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import type { Redactor } from "../../core/run/redact.ts";

/** What is kept of a command's output; a training that prints more is told so at the end of the file. */
export const MAX_OUTPUT_BYTES = 50 * 1024 * 1024;

/** So much is held back, because the next line may end a secret that these began; a longer one is no secret. */
const HELD = 16 * 1024;

/** Without a line break for so long, text is taken all the same; so much is redacted at once. */
const MAX_LINE = 64 * 1024;

const KEY_BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;
const KEY_END = /-----END [A-Z ]{0,40}PRIVATE KEY-----/;

export interface OutputFile {
  write(stream: "stdout" | "stderr", chunk: Uint8Array): Promise<void>;
  /** Writes what is left; whether the limit cut anything. */
  close(): Promise<{ readonly cut: boolean }>;
}

/**
 * A file of redacted output. Text is held back, because a secret may arrive in two chunks and on several lines, and the
 * lines of a private key are left out together.
 */
export async function openOutputFile(path: string, redact: Redactor): Promise<OutputFile> {
  const file = await open(path, "w");
  const pending = { stdout: "", stderr: "" };
  const decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  let written = 0;
  let cut = false;
  let inKey = false;
  let held = "";
  let fresh = "";
  const put = async (text: string) => {
    const lines = text.split("\n").map((line) => {
      const begins = KEY_BEGIN.test(line);
      const hidden = inKey || begins;
      if (begins) inKey = true;
      if (KEY_END.test(line)) inKey = false;
      return hidden && line !== "" ? "[redacted]" : line;
    });
    fresh += lines.join("\n");
    if (fresh.length < MAX_LINE) return;
    redactFresh();
    await release(Math.max(0, held.length - HELD));
  };
  const redactFresh = () => {
    // What was redacted once stays as it is.
    held = redact(held + fresh);
    fresh = "";
  };
  const release = async (length: number) => {
    const bytes = Buffer.from(held.slice(0, length));
    held = held.slice(length);
    if (cut || written + bytes.length > MAX_OUTPUT_BYTES) {
      cut = true;
      return;
    }
    written += bytes.length;
    await file.write(bytes);
  };
  return {
    write: async (stream, chunk) => {
      const text = pending[stream] + decoders[stream].write(Buffer.from(chunk));
      const end = text.lastIndexOf("\n") + 1;
      const ready = end === 0 && text.length > MAX_LINE ? text.length : end;
      pending[stream] = text.slice(ready);
      if (ready > 0) await put(text.slice(0, ready));
    },
    close: async () => {
      for (const stream of ["stdout", "stderr"] as const) {
        const rest = pending[stream] + decoders[stream].end();
        if (rest !== "") await put(rest);
      }
      redactFresh();
      await release(held.length);
      if (cut) await file.write(`\n[output cut after ${MAX_OUTPUT_BYTES} bytes]\n`);
      await file.close();
      return { cut };
    },
  };
}
