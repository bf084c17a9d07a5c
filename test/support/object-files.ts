import { chmodSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { git } from "./git-objects.ts";
import { tempFolder } from "./temp-folder.ts";

/** The files of a bare repository's packs with this ending. */
export function packFiles(folder: string, ending: "pack" | "idx"): readonly string[] {
  const packs = join(folder, "objects", "pack");
  return readdirSync(packs).flatMap((name) => (name.endsWith(`.${ending}`) ? [join(packs, name)] : []));
}

/** Takes a bare repository's packs apart: every object is a file of its own afterwards. */
export function unpack(folder: string): string {
  const aside = tempFolder();
  const packs = packFiles(folder, "pack").map((file, at) => {
    const kept = join(aside, `${at}.pack`);
    renameSync(file, kept);
    return kept;
  });
  for (const file of packFiles(folder, "idx")) renameSync(file, join(aside, "idx"));
  for (const file of packs) git(folder, ["unpack-objects", "-q"], readFileSync(file));
  return folder;
}

/** Where an object lies that is a file of its own. */
export function looseFile(folder: string, id: string): string {
  return join(folder, "objects", id.slice(0, 2), id.slice(2));
}

/** Ids of all objects that a repository has. */
export function allObjects(folder: string): readonly string[] {
  const format = "--batch-check=%(objectname)";
  return git(folder, ["cat-file", "--batch-all-objects", format]).trim().split("\n");
}

/** Writes another content under the object's id, as whoever has a hex editor and zlib does; gives back what was there. */
export function forgeLoose(folder: string, id: string, alter: (content: Buffer) => Buffer): Buffer {
  const file = looseFile(folder, id);
  const before = readFileSync(file);
  overwrite(file, deflateSync(alter(inflateSync(before))));
  return before;
}

/** Git makes its objects read-only. */
export function overwrite(file: string, bytes: Uint8Array): void {
  chmodSync(file, 0o644);
  writeFileSync(file, bytes);
}

/** The bytes with one of them changed. */
export function flipped(bytes: Buffer, at: number, flip: number): Buffer {
  const altered = Buffer.from(bytes);
  const index = at % bytes.length;
  altered[index] = (altered[index] ?? 0) ^ flip;
  return altered;
}
