import { closeSync, lstatSync, openSync, readFileSync, readSync, realpathSync } from "node:fs";
import { open } from "node:fs/promises";
import { isAbsolute, posix, relative, resolve, sep } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportFile } from "../../core/ports/importer.ts";
import { walkFolder } from "./walk.ts";

/** What `detect` of an importer gets to see. */
export const HEAD_BYTES = 4096;

const CHUNK_BYTES = 1024 * 1024;

/** A folder beside a marker file holds at most so many files of one run. */
const NEIGHBOURS = { files: 20_000, depth: 8, milliseconds: 10_000 };

export interface FileFacts {
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
}

/** A file of a folder as importers see it; `ended` is whether what wrote there has ended in order. */
export function createImportFile(root: string, facts: FileFacts, ended = false): ImportFile {
  const real = resolve(root, facts.path);
  const own = posix.dirname(facts.path);
  return {
    ...facts,
    ended,
    real,
    chunks: () => readChunks(real),
    text: async (maxBytes) => readText(real, facts, maxBytes),
    near: async (path) => findFile(root, posix.join(own, path), ended),
    folder: async () => {
      const { files } = walkFolder(resolve(root, own), NEIGHBOURS);
      return files.map((file) =>
        createImportFile(root, { ...file, path: posix.join(own, file.path) }, ended),
      );
    },
  };
}

/** The same file, from which files are not reached that are left out. */
export function withoutNear(file: ImportFile, isLeftOut: (file: ImportFile) => boolean): ImportFile {
  return {
    ...file,
    near: async (path) => {
      const near = await file.near(path);
      return near === undefined || isLeftOut(near) ? undefined : withoutNear(near, isLeftOut);
    },
    folder: async () => {
      const files = await file.folder();
      return files.filter((one) => !isLeftOut(one)).map((one) => withoutNear(one, isLeftOut));
    },
  };
}

/** All pieces come in the same memory. A stream takes new memory for each, and collecting that takes longer than reading. */
async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path);
  try {
    const memory = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(memory, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** A regular file of the folder by its path; undefined when it is not there or a link leads elsewhere. */
export function findFile(root: string, path: string, ended = false): ImportFile | undefined {
  const target = resolve(root, path);
  const local = relative(root, target);
  if (local === "" || local === ".." || local.startsWith(`..${sep}`) || isAbsolute(local)) return undefined;
  try {
    const stats = lstatSync(target);
    const straight = realpathSync.native(target) === resolve(realpathSync.native(root), local);
    if (!stats.isFile() || !straight) return undefined;
    const facts = { path: local.split(sep).join("/"), bytes: stats.size, modified: stats.mtimeMs };
    return createImportFile(root, facts, ended);
  } catch {
    return undefined;
  }
}

/** The first bytes of a file; undefined when it cannot be read. */
export function readHead(file: ImportFile): Uint8Array | undefined {
  try {
    const handle = openSync(file.real, "r");
    try {
      const buffer = Buffer.alloc(HEAD_BYTES);
      return buffer.subarray(0, readSync(handle, buffer, 0, HEAD_BYTES, 0));
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

function readText(real: string, { path, bytes }: FileFacts, maxBytes: number): string {
  if (bytes > maxBytes) {
    throw new PedigreeError("FILE_TOO_LARGE", "file cannot be imported", {
      subject: path,
      expected: `at most ${maxBytes} bytes`,
      found: `${bytes} bytes`,
    });
  }
  return readFileSync(real, "utf8");
}
