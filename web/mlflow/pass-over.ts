import type { IncomingMessage } from "node:http";
import { setImmediate } from "node:timers/promises";

/** Beyond these nobody who waits for an answer is kept from sending by a closed connection. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_MS = 30_000;

/**
 * Reads on, and drops, what is still being sent of a request that was answered before its end: a client that sends before
 * it reads would wait for ever, or find the connection broken in place of the answer. Bounded: then the connection ends.
 */
export async function passOver(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return;
  // Whoever began to read it does so no more, and would hold it back.
  request.removeAllListeners("readable");
  await setImmediate();
  let bytes = 0;
  const timer = setTimeout(() => request.destroy(), MAX_MS).unref();
  request.on("data", (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) request.destroy();
  });
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => clearTimeout(timer));
  request.on("error", () => {});
  request.resume();
}
