import type { IncomingMessage } from "node:http";
import { ApiError } from "./route.ts";

/** GitHub takes files up to 100 MB through the API; base64 makes a third more of them. */
const MAX_BODY_BYTES = 140 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new ApiError(413, "Payload Too Large");
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** The JSON object of a request; none counts as an empty one, as GitHub takes it. */
export function parseBody(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (bytes.byteLength === 0) return {};
  const value = parseJson(Buffer.from(bytes).toString("utf8"));
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new ApiError(400, "Body should be a JSON object");
  }
  return { ...value };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "Problems parsing JSON");
  }
}
