import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { passOver } from "./pass-over.ts";

/** What answers a request: a Hono app, for one. */
export interface FetchHandler {
  fetch(request: Request): Response | Promise<Response>;
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Ends open connections, too. */
  close(): Promise<void>;
}

/** A training logs once an epoch: a connection that ends meanwhile costs a new one, or a failed call that meets the end. */
const KEEP_ALIVE_MS = 300_000;

/** A small body is cheaper taken whole than read as a stream of the web; an artifact may have gigabytes. */
const MAX_WHOLE_BODY_BYTES = 1_000_000;

/** Serves a handler on loopback, and nowhere else; port 0 takes a free one. */
export async function serveLoopback(handler: FetchHandler, port: number): Promise<RunningServer> {
  const server = createServer((request, response) => {
    answer(handler, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handler: FetchHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await handler.fetch(await toRequest(request));
  response.statusCode = reply.status;
  response.setHeaders(reply.headers);
  // Whoever says the length of an answer beforehand has a file to send; the other answers are whole in memory.
  if (reply.headers.has("content-length") && reply.body !== null)
    await pipeline(Readable.from(reply.body), response);
  else response.end(await reply.bytes());
  await passOver(request);
}

async function toRequest(request: IncomingMessage): Promise<Request> {
  const { headersDistinct, url = "/", method = "GET" } = request;
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(url, "http://127.0.0.1"), {
    method,
    headers: Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    ),
    body: !hasBody ? null : isSmall(request) ? await wholeBody(request) : request,
    duplex: "half",
  });
}

/** Whether its body is said to be small; one in chunks says nothing. */
function isSmall({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"]) <= MAX_WHOLE_BODY_BYTES;
}

function wholeBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}
