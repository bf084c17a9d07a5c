import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** A real HTTP server on loopback for one test. */
export async function serve(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Served> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/**
 * Answers a request for bytes with the range asked for, as a blob store does: none that counts from the end.
 * Returns how many bytes were sent.
 */
export function sendBytes(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array): number {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  if (range === null) {
    response.writeHead(200, { "content-length": bytes.length }).end(bytes);
    return bytes.length;
  }
  const start = Number(range[1]);
  const end = Math.min(Number(range[2]), bytes.length - 1);
  const headers = {
    "content-range": `bytes ${start}-${end}/${bytes.length}`,
    "content-length": end - start + 1,
  };
  response.writeHead(206, headers).end(bytes.subarray(start, end + 1));
  return end - start + 1;
}
