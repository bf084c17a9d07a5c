import type { IncomingMessage } from "node:http";
import type { RawHandler } from "../../http/route.ts";
import type { World } from "../../world.ts";
import { ARTIFACT_SERVICE, callArtifactService, TwirpError } from "./artifact-service.ts";
import { handleBlob } from "./blob-endpoint.ts";
import { BLOB_PREFIX, readRuntimeToken } from "./signing.ts";

/** A call of the artifact service is a few hundred bytes. */
const MAX_CALL_BYTES = 64 * 1024;

/**
 * Answers what runners send beside the REST API: the artifact service and its blobs, streamed. False when the
 * request is none of these, so that a server may ask before it reads the body.
 */
export const handleArtifacts: RawHandler = async (request, response, world) => {
  const path = request.url ?? "/";
  if (path.startsWith(BLOB_PREFIX)) {
    await handleBlob(world, request, response);
    return true;
  }
  if (!path.startsWith(ARTIFACT_SERVICE)) return false;
  const [status, body] = await answer(world, request);
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
  return true;
};

async function answer(world: World, request: IncomingMessage): Promise<readonly [number, unknown]> {
  try {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const scope = readRuntimeToken(world, token);
    if (scope === null) throw new TwirpError(401, "unauthenticated", "the runtime token is not valid");
    const method = (request.url ?? "").slice(ARTIFACT_SERVICE.length);
    return [200, await callArtifactService(world, scope, { method, body: await readBody(request) })];
  } catch (error) {
    if (error instanceof TwirpError) return [error.status, { code: error.code, msg: error.message }];
    throw error;
  }
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_CALL_BYTES) throw new TwirpError(413, "resource_exhausted", "the call is too large");
    chunks.push(chunk);
  }
  try {
    const body: Readonly<Record<string, unknown>> = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return body;
  } catch {
    throw new TwirpError(400, "malformed", "the call is no JSON");
  }
}
