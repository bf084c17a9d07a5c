import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { World } from "../../world.ts";

export interface StoredBlob {
  readonly bytes: number;
  /** `sha256:…` over the bytes as stored. */
  readonly digest: string;
}

/** The file that holds an artifact's zip. */
export function blobFile(world: World, artifactId: number): string {
  return join(world.folder, "artifacts", `${artifactId}.zip`);
}

/** Writes one block of an upload that is put together later; never held in memory. */
export async function writeBlock(world: World, artifactId: number, block: Block): Promise<void> {
  const folder = blockFolder(world, artifactId);
  await mkdir(folder, { recursive: true });
  await pipeline(block.bytes, createWriteStream(join(folder, blockName(block.id))));
}

export interface Block {
  readonly id: string;
  readonly bytes: Readable;
}

/** Puts an upload together from its blocks in the order given; null when a block is missing. */
export async function commitBlocks(
  world: World,
  artifactId: number,
  ids: readonly string[],
): Promise<StoredBlob | null> {
  const files = ids.map((id) => join(blockFolder(world, artifactId), blockName(id)));
  const present = await Promise.all(files.map((file) => stat(file).catch(() => null)));
  if (present.includes(null)) return null;
  const stored = await writeBlob(world, artifactId, concatenate(files));
  await rm(blockFolder(world, artifactId), { recursive: true, force: true });
  return stored;
}

/** Writes the whole of an artifact's bytes; they appear at once, when all have arrived. */
export async function writeBlob(
  world: World,
  artifactId: number,
  source: AsyncIterable<Uint8Array>,
): Promise<StoredBlob> {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = blobFile(world, artifactId);
  await mkdir(join(world.folder, "artifacts"), { recursive: true });
  await pipeline(
    source,
    async function* measure(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(`${file}.part`),
  );
  await rename(`${file}.part`, file);
  return { bytes, digest: `sha256:${hash.digest("hex")}` };
}

export async function removeBlob(world: World, artifactId: number): Promise<void> {
  await rm(blobFile(world, artifactId), { force: true });
  await rm(blockFolder(world, artifactId), { recursive: true, force: true });
}

async function* concatenate(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* createReadStream(file);
}

function blockFolder(world: World, artifactId: number): string {
  return join(world.folder, "artifacts", `${artifactId}.blocks`);
}

/** Block ids are Base64 of the client's choice: as a file name they must not leave the folder. */
function blockName(id: string): string {
  return Buffer.from(id).toString("base64url");
}
