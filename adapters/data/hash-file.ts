import { createHash } from "node:crypto";
import { constants, type FileHandle, open } from "node:fs/promises";
import { PedigreeError } from "../../core/errors.ts";
import { type Sha256, sha256Schema } from "../../core/names.ts";
import type { ByteMeter } from "./byte-meter.ts";

/** One buffer per file: 1 MiB reads are as fast as any larger ones (bench/hashing.ts), at constant memory. */
const BUFFER_BYTES = 1024 * 1024;

export interface FileDigest {
  readonly digest: Sha256;
  readonly bytes: number;
  /** Present when it was asked for. */
  readonly md5?: string;
}

export interface HashOptions {
  readonly md5?: boolean;
  /** Receives every chunk, so that a copy holds exactly what was hashed. */
  readonly sink?: FileHandle;
  /** Told of every chunk that was read. */
  readonly meter?: ByteMeter | undefined;
}

/**
 * The SHA-256 of a file, streamed. A file that is removed or changes while it is read raises FILE_UNREADABLE: its digest
 * would name content that never existed.
 */
export async function hashFile(
  path: string,
  subject: string,
  options: HashOptions = {},
): Promise<FileDigest> {
  // Opened so, a pipe that nobody writes to is there at once, and not waited for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const before = await file.stat();
    if (!before.isFile()) throw irregular(subject, before.isDirectory());
    const result = await digest(file, before.size, options);
    const after = await file.stat();
    if (after.nlink === 0) throw unstable(subject, "removed");
    if (after.mtimeMs !== before.mtimeMs || after.size !== result.bytes) throw unstable(subject, "changed");
    return result;
  } finally {
    await file.close();
  }
}

async function digest(file: FileHandle, size: number, options: HashOptions): Promise<FileDigest> {
  const sha = createHash("sha256");
  const md5 = options.md5 === true ? createHash("md5") : undefined;
  // A folder may hold a hundred thousand small files, which would take as many MiB from the system.
  const buffer = Buffer.allocUnsafe(Math.min(BUFFER_BYTES, size + 1));
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    sha.update(chunk);
    md5?.update(chunk);
    if (options.sink !== undefined) await options.sink.writeFile(chunk);
    bytes += bytesRead;
    options.meter?.(bytesRead);
  }
  const weak = md5 === undefined ? {} : { md5: md5.digest("hex") };
  return { digest: sha256Schema.parse(sha.digest("hex")), bytes, ...weak };
}

function irregular(subject: string, isFolder: boolean): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "file cannot be recorded", {
    subject,
    expected: "a regular file",
    found: isFolder ? "a folder" : "a pipe, a socket or a device",
  });
}

function unstable(subject: string, what: string): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "file cannot be recorded", {
    subject,
    expected: "a file that stays as it is",
    found: `it was ${what} while it was read`,
  });
}
