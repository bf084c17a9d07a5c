import { open } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import type { Redactor } from "../../core/run/redact.ts";

/** What is kept of a command's output; a training that prints more is told so at the end of the file. */
export const MAX_OUTPUT_BYTES = 50 * 1024 * 1024;

/** Without a line break for so long, text is written all the same. */
const MAX_LINE = 64 * 1024;

const KEY_BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;
const KEY_END = /-----END [A-Z ]{0,40}PRIVATE KEY-----/;

export interface OutputFile {
  write(stream: "stdout" | "stderr", chunk: Uint8Array): Promise<void>;
  /** Writes what is left; whether the limit cut anything. */
  close(): Promise<{ readonly cut: boolean }>;
}

/**
 * A file of redacted output. Text is held back to the end of its line, because a secret may arrive in two chunks, and the
 * lines of a private key are left out together.
 */
export async function openOutputFile(path: string, redact: Redactor): Promise<OutputFile> {
  const file = await open(path, "w");
  const pending = { stdout: "", stderr: "" };
  const decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  let written = 0;
  let cut = false;
  let inKey = false;
  const put = async (text: string) => {
    const lines = text.split("\n").map((line) => {
      const begins = KEY_BEGIN.test(line);
      const hidden = inKey || begins;
      if (begins) inKey = true;
      if (KEY_END.test(line)) inKey = false;
      return hidden && line !== "" ? "[redacted]" : redact(line);
    });
    const bytes = Buffer.from(lines.join("\n"));
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
      if (cut) await file.write(`\n[output cut after ${MAX_OUTPUT_BYTES} bytes]\n`);
      await file.close();
      return { cut };
    },
  };
}
