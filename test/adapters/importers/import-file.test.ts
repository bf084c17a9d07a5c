import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findFile } from "../../../adapters/importers/import-file.ts";
import type { ImportFile } from "../../../core/ports/importer.ts";

const folder = mkdtempSync(join(tmpdir(), "pedigree-import-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(name: string, content: Uint8Array): ImportFile {
  writeFileSync(join(folder, name), content);
  const file = findFile(folder, name);
  if (file === undefined) throw new Error("the file was not written");
  return file;
}

/** The content, and the size of the largest piece. */
async function readAll(file: ImportFile): Promise<{ readonly content: Buffer; readonly largest: number }> {
  const pieces: Buffer[] = [];
  for await (const piece of file.chunks()) pieces.push(Buffer.from(piece));
  return { content: Buffer.concat(pieces), largest: Math.max(0, ...pieces.map(({ length }) => length)) };
}

describe("the pieces of a file", () => {
  const content = Buffer.from(Uint8Array.from({ length: 2_500_000 }, (_, at) => at * 31 + (at >> 8)));

  it("are all of it in order, and none is larger than a mebibyte", async () => {
    const read = await readAll(fileOf("large", content));
    expect(read.content.equals(content)).toBe(true);
    expect(read.largest).toBeLessThanOrEqual(1024 * 1024);
  });

  it("of an empty file are none", async () => {
    expect(await readAll(fileOf("empty", new Uint8Array()))).toMatchObject({ largest: 0 });
  });

  it("come from the start for each reader, also for two at once", async () => {
    const file = fileOf("twice", content);
    for (const read of await Promise.all([readAll(file), readAll(file)]))
      expect(read.content.equals(content)).toBe(true);
  });

  it("raise an error where the file is gone", async () => {
    const file = fileOf("gone", content);
    rmSync(file.real);
    await expect(readAll(file)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.skipIf(process.platform !== "linux")("leave no file open, also where reading stops early", async () => {
    const file = fileOf("early", content);
    for await (const piece of file.chunks()) {
      expect(piece.length).toBeGreaterThan(0);
      expect(openFiles()).toContain(file.real);
      break;
    }
    expect(openFiles()).not.toContain(file.real);
  });
});

function openFiles(): readonly string[] {
  return readdirSync("/proc/self/fd").flatMap((name) => {
    try {
      return [readlinkSync(`/proc/self/fd/${name}`)];
    } catch {
      // The one by which the folder itself was read.
      return [];
    }
  });
}
