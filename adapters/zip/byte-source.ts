import { open } from "node:fs/promises";
import { PedigreeError } from "../../core/errors.ts";

/** Bytes that can be read from any place, so that a record is read out of an archive without the rest of it. */
export interface ByteSource {
  size(): Promise<number>;
  /** Exactly `length` bytes from `offset`; fewer only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export function bufferByteSource(bytes: Uint8Array): ByteSource {
  return {
    size: async () => bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** A file on disk. It is opened for each read, so nothing has to be closed. */
export function fileByteSource(path: string): ByteSource {
  return {
    size: () => withFile(path, async (file) => (await file.stat()).size),
    read: (offset, length) =>
      withFile(path, async (file) => {
        const { size } = await file.stat();
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
        return bytes.subarray(0, bytesRead);
      }),
  };
}

type FileHandle = Awaited<ReturnType<typeof open>>;

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (cause) {
    throw new PedigreeError("FILE_NOT_FOUND", "file cannot be opened", { subject: path, cause });
  }
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}
