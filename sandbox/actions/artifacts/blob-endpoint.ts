import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Artifact } from "../../state/entities.ts";
import type { World } from "../../world.ts";
import { jobLogFile } from "../job-log.ts";
import { blobFile, commitBlocks, type StoredBlob, writeBlob, writeBlock } from "./blob-files.ts";
import { type ByteRange, parseRange } from "./byte-range.ts";
import { readSignedUrl } from "./signing.ts";

/** Answers PUT, GET and HEAD of a signed URL as Azure block blobs do, as far as GitHub's clients use them. */
export async function handleBlob(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", world.baseUrl);
  const isWrite = request.method === "PUT";
  const file = readSignedUrl(world, url, isWrite ? "write" : "read");
  if (file === null) return refuse(response, 403, "AuthenticationFailed");
  if (file.kind === "log") return sendLog(world, file.id, response);
  const artifact = world.state.artifacts.find((candidate) => candidate.id === file.id);
  if (artifact === undefined) return refuse(response, 404, "BlobNotFound");
  if (isWrite) return put(world, artifact, { request, response, url });
  if (request.method === "GET" || request.method === "HEAD") {
    return get(world, artifact, { request, response, url });
  }
  return refuse(response, 405, "UnsupportedHttpVerb");
}

async function sendLog(world: World, jobId: number, response: ServerResponse): Promise<void> {
  const log = await readFile(jobLogFile(world, jobId)).catch(() => null);
  if (log === null) return refuse(response, 404, "BlobNotFound");
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "content-length": log.length });
  response.end(log);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

async function put(world: World, artifact: Artifact, { request, response, url }: Exchange): Promise<void> {
  if (artifact.finalized) return refuse(response, 409, "BlobImmutableDueToPolicy");
  const step = url.searchParams.get("comp");
  if (step === "block") {
    await writeBlock(world, artifact.id, { id: url.searchParams.get("blockid") ?? "", bytes: request });
    return created(response);
  }
  const stored =
    step === "blocklist"
      ? await commitBlocks(world, artifact.id, blockIds(await text(request)))
      : await writeBlob(world, artifact.id, request);
  if (stored === null) return refuse(response, 400, "InvalidBlockList");
  keep(world, artifact, stored);
  return created(response);
}

function keep(world: World, artifact: Artifact, stored: StoredBlob): void {
  artifact.bytes = stored.bytes;
  artifact.digest = stored.digest;
  world.save();
}

function blockIds(list: string): readonly string[] {
  const found = list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g);
  return [...found].map((match) => match[1] ?? "");
}

async function get(world: World, artifact: Artifact, { request, response }: Exchange): Promise<void> {
  const wanted = request.headers.range ?? request.headers["x-ms-range"];
  const range = parseRange(String(wanted ?? ""), artifact.bytes);
  if (range === "unsatisfiable") {
    response.setHeader("content-range", `bytes */${artifact.bytes}`);
    return refuse(response, 416, "InvalidRange");
  }
  writeHead(response, artifact, range);
  const isEmpty = artifact.bytes === 0;
  if (request.method === "HEAD" || isEmpty) {
    response.end();
    return;
  }
  const options = range === null ? {} : { start: range.first, end: range.last };
  await pipeline(createReadStream(blobFile(world, artifact.id), options), response);
}

function writeHead(response: ServerResponse, artifact: Artifact, range: ByteRange | null): void {
  const length = range === null ? artifact.bytes : range.last - range.first + 1;
  const part =
    range === null ? {} : { "content-range": `bytes ${range.first}-${range.last}/${artifact.bytes}` };
  response.writeHead(range === null ? 200 : 206, {
    "content-type": "application/zip",
    "content-length": length,
    "accept-ranges": "bytes",
    etag: `"${artifact.digest ?? ""}"`,
    "content-disposition": `attachment; filename="${artifact.name.replaceAll('"', "")}.zip"`,
    ...part,
  });
}

/** The headers that Azure's client insists on. */
function created(response: ServerResponse): void {
  response.writeHead(201, { etag: '"1"', "x-ms-request-id": "sandbox", "x-ms-version": "2025-01-05" });
  response.end();
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml", "x-ms-error-code": code });
  response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
}
