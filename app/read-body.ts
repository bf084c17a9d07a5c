import type { IncomingMessage } from "node:http";

/** GitHub delivers no larger payload: https://docs.github.com/webhooks/webhook-events-and-payloads */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;

/** What all bodies that are being received together may hold, so that a flood cannot fill the memory. */
export const MAX_BUFFERED_BYTES = 4 * MAX_BODY_BYTES;

export type Body =
  | { readonly kind: "whole"; readonly bytes: Buffer }
  | { readonly kind: "too-large" | "busy" | "broken" };

/** Reads bodies within the limits; one for a whole server, because it counts what is buffered at present. */
export class BodyReader {
  readonly #limit: number;
  readonly #bufferedLimit: number;
  #buffered = 0;

  constructor(limit = MAX_BODY_BYTES, bufferedLimit = MAX_BUFFERED_BYTES) {
    this.#limit = limit;
    this.#bufferedLimit = bufferedLimit;
  }

  /** The announced length is refused before a byte is read; an unannounced one as soon as it is exceeded. */
  async read(request: IncomingMessage): Promise<Body> {
    if (Number(request.headers["content-length"] ?? 0) > this.#limit) return { kind: "too-large" };
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      // The connection stays, so that the refusal can still be sent over it.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        if (!Buffer.isBuffer(chunk)) return { kind: "broken" };
        bytes += chunk.length;
        this.#buffered += chunk.length;
        if (bytes > this.#limit) return { kind: "too-large" };
        if (this.#buffered > this.#bufferedLimit) return { kind: "busy" };
        chunks.push(chunk);
      }
      return { kind: "whole", bytes: Buffer.concat(chunks) };
    } catch {
      return { kind: "broken" };
    } finally {
      this.#buffered -= bytes;
    }
  }
}
