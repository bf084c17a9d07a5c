import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../world.ts";

/** The run and job that a runtime token speaks for. */
export interface RuntimeScope {
  readonly runId: number;
  readonly jobId: number;
}

export type BlobAccess = "read" | "write";

/** GitHub's signed URLs of artifacts are good for ten minutes; an upload may take an hour. */
const READ_SECONDS = 600;
const WRITE_SECONDS = 3600;
/** A job's runtime token outlives the longest job, which is six hours. */
const RUNTIME_TOKEN_SECONDS = 6 * 3600;

export const BLOB_PREFIX = "/artifact-blobs/";

/**
 * The `ACTIONS_RUNTIME_TOKEN` of a job: a JWT whose `scp` names the run and the job, which is all that
 * `@actions/artifact` reads of it.
 */
export function createRuntimeToken(world: World, scope: RuntimeScope): string {
  const seconds = Math.floor(Date.parse(world.now()) / 1000);
  const claims = {
    scp: `Actions.Results:${scope.runId}:${scope.jobId}`,
    iat: seconds,
    exp: seconds + RUNTIME_TOKEN_SECONDS,
  };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${sign(world, text)}`;
}

/** The scope of a genuine, unexpired runtime token; null for any other text. */
export function readRuntimeToken(world: World, token: string): RuntimeScope | null {
  const [header = "", claims = "", signature = ""] = token.split(".");
  if (!isEqual(signature, sign(world, `${header}.${claims}`))) return null;
  const { scp, exp }: { scp: string; exp: number } = JSON.parse(Buffer.from(claims, "base64url").toString());
  if (exp * 1000 < Date.parse(world.now())) return null;
  const [, runId = "", jobId = ""] = scp.split(":");
  return { runId: Number(runId), jobId: Number(jobId) };
}

/** What a signed URL opens: the zip of an artifact, or the log of a job. */
export interface SignedFile {
  readonly kind: "artifact" | "log";
  readonly id: number;
}

/** A URL that lets anyone read or write a file until it expires. */
export function signUrl(world: World, file: SignedFile, access: BlobAccess): string {
  const seconds = access === "read" ? READ_SECONDS : WRITE_SECONDS;
  const expires = new Date(Date.parse(world.now()) + seconds * 1000).toISOString();
  const query = new URLSearchParams({ se: expires, sp: access });
  query.set("sig", sign(world, signedText(file, access, expires)));
  return `${world.baseUrl}${BLOB_PREFIX}${file.id}${EXTENSIONS[file.kind]}?${query.toString()}`;
}

/** The file of a signed URL; null when the signature is wrong, for another access, or expired. */
export function readSignedUrl(world: World, url: URL, access: BlobAccess): SignedFile | null {
  const match = /^\/artifact-blobs\/(\d+)(\.zip|\.txt)$/.exec(url.pathname);
  const file: SignedFile = { kind: match?.[2] === ".txt" ? "log" : "artifact", id: Number(match?.[1]) };
  const expires = url.searchParams.get("se") ?? "";
  const expected = sign(world, signedText(file, access, expires));
  if (!isEqual(url.searchParams.get("sig") ?? "", expected)) return null;
  return Date.parse(expires) > Date.parse(world.now()) ? file : null;
}

const EXTENSIONS = { artifact: ".zip", log: ".txt" } as const;

function signedText(file: SignedFile, access: BlobAccess, expires: string): string {
  return `${file.kind}\n${file.id}\n${access}\n${expires}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sign(world: World, text: string): string {
  return createHmac("sha256", signingKey(world)).update(text).digest("base64url");
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

const keys = new Map<string, Buffer>();

/** One random key for each folder, kept in it, so that URLs stay good when the sandbox is opened again. */
function signingKey(world: World): Buffer {
  const known = keys.get(world.folder);
  if (known !== undefined) return known;
  const folder = join(world.folder, "artifacts");
  const file = join(folder, "signing-key");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32), { flag: "wx", mode: 0o600 });
  } catch {
    // The key exists from an earlier start.
  }
  const key = readFileSync(file);
  keys.set(world.folder, key);
  return key;
}
