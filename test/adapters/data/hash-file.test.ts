import { execFileSync } from "node:child_process";
import { appendFile, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashFile } from "../../../adapters/data/hash-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

/** A sink that does something to the file between two reads, as another process would. */
async function hashWhile(change: (path: string) => Promise<void>) {
  const folder = tempFolder();
  const path = join(folder, "data.bin");
  await writeFiles(folder, { "data.bin": new Uint8Array(3 * 1024 * 1024) });
  const sink = await open(join(folder, "copy"), "w");
  let changed = false;
  const write = sink.writeFile.bind(sink);
  sink.writeFile = async (data) => {
    if (!changed) await change(path);
    changed = true;
    await write(data);
  };
  try {
    return await hashFile(path, "data.bin", { sink });
  } finally {
    await sink.close();
  }
}

test("a file that vanishes while it is hashed has no digest", async () => {
  await expect(hashWhile((path) => rm(path))).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    details: { subject: "data.bin", found: "it was removed while it was read" },
  });
});

test("a file that grows while it is hashed has no digest", async () => {
  await expect(hashWhile((path) => appendFile(path, "more"))).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    details: { found: "it was changed while it was read" },
  });
});

test("a file that stays has one, and its md5 when asked", async () => {
  const folder = tempFolder();
  await writeFiles(folder, { a: "abc" });
  expect(await hashFile(join(folder, "a"), "a", { md5: true })).toEqual({
    digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    bytes: 3,
    md5: "900150983cd24fb0d6963f7d28e17f72",
  });
});

test("a pipe is refused, and not waited for", async () => {
  const path = join(tempFolder(), "pipe");
  execFileSync("mkfifo", [path]);
  await expect(hashFile(path, "pipe")).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    details: { subject: "pipe", expected: "a regular file" },
  });
});
