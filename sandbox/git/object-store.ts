import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { deflate, inflateSync } from "node:zlib";
import { createByteCache } from "./byte-cache.ts";
import { isObjectType, openObjectBatch } from "./object-batch.ts";
import type { GitObject } from "./repository.ts";

const compress = promisify(deflate);

/** Memory that one repository's recently used objects may take. */
const CACHE_BYTES = 32 * 1024 * 1024;

/** Git's object database of one bare repository: loose objects in JavaScript, packed ones through git. */
export interface ObjectStore {
  read(sha: string): Promise<GitObject | null>;
  /** Stores an object unless it is there, and returns its id. */
  write(type: GitObject["type"], bytes: Uint8Array): Promise<string>;
  /** Resolves when git itself finds everything that was written. */
  flush(): Promise<void>;
  close(): void;
}

export function openObjectStore(folder: string): ObjectStore {
  const cache = createByteCache<GitObject>(CACHE_BYTES);
  const batch = openObjectBatch(folder);
  const fileOf = (sha: string): string => path.join(folder, "objects", sha.slice(0, 2), sha.slice(2));
  return {
    async read(sha) {
      if (!isObjectId(sha)) return null;
      const cached = cache.get(sha);
      if (cached !== undefined) return cached;
      const object = (await readLoose(fileOf(sha))) ?? (await batch.read(sha));
      if (object !== null) cache.put(sha, object, object.bytes.byteLength);
      return object;
    },
    async write(type, bytes) {
      const { raw, sha } = encodeObject(type, bytes);
      if (!(await exists(fileOf(sha)))) await writeLoose(fileOf(sha), raw);
      cache.put(sha, { type, bytes: Uint8Array.from(bytes) }, bytes.byteLength);
      return sha;
    },
    flush: async () => {},
    close: () => batch.close(),
  };
}

/** An object's bytes as git hashes them, and its id. */
export function encodeObject(
  type: GitObject["type"],
  bytes: Uint8Array,
): { readonly raw: Buffer; readonly sha: string } {
  const raw = Buffer.concat([Buffer.from(`${type} ${bytes.byteLength}\0`), bytes]);
  return { raw, sha: createHash("sha1").update(raw).digest("hex") };
}

export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function readLoose(file: string): Promise<GitObject | null> {
  const compressed = await readFile(file).catch(() => null);
  if (compressed === null) return null;
  const raw = inflateSync(compressed);
  const end = raw.indexOf(0);
  const type = raw.subarray(0, end).toString("latin1").split(" ")[0];
  if (!isObjectType(type)) throw new Error(`${file} is no git object`);
  return { type, bytes: Uint8Array.from(raw.subarray(end + 1)) };
}

/** Written beside its place and renamed into it: another reader sees the whole object or none. */
async function writeLoose(file: string, raw: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, await compress(raw, { level: 1 }), { mode: 0o444 });
  await rename(draft, file);
}
