import { mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FolderArtifacts } from "../../../adapters/store/tracking-artifacts.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

const bytes = (text: string) => new Blob([text]).stream();

async function read(artifacts: FolderArtifacts, path: string): Promise<string | undefined> {
  const content = await artifacts.open(path);
  return content === undefined ? undefined : new Response(content.bytes).text();
}

it("gives back what was put, and lists it", async () => {
  const artifacts = new FolderArtifacts(tempFolder());
  await artifacts.put("1/r/b.txt", bytes("first"));
  await artifacts.put("1/r/b.txt", bytes("second!"));
  await artifacts.put("1/r/a/c.txt", bytes(""));
  expect(await read(artifacts, "1/r/b.txt")).toBe("second!");
  expect(await read(artifacts, "1/r/a")).toBeUndefined();
  expect(await artifacts.list("1/r")).toEqual([
    { name: "a", kind: "folder", size: 0 },
    { name: "b.txt", kind: "file", size: 7 },
  ]);
  expect([await artifacts.list("1/r/b.txt"), await artifacts.list("nope")]).toEqual([[], []]);
  await artifacts.delete("1/r/a");
  await artifacts.delete("1/r/a");
  expect((await artifacts.list("1/r")).map(({ name }) => name)).toEqual(["b.txt"]);
});

it("keeps a name with a colon, but on Windows", async () => {
  const folder = tempFolder();
  await new FolderArtifacts(folder, "linux").put("r/ckpt-12:30.pt", bytes("x"));
  expect(await new FolderArtifacts(folder, "linux").list("r")).toMatchObject([{ name: "ckpt-12:30.pt" }]);
  const windows = new FolderArtifacts(tempFolder(), "win32");
  await expect(windows.put("r/ckpt-12:30.pt", bytes("x"))).rejects.toThrow(withCode("TRACKING_INVALID"));
});

it("leaves nothing of a broken upload", async () => {
  const folder = tempFolder();
  const artifacts = new FolderArtifacts(folder);
  const broken = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("half"));
    },
    pull(controller) {
      controller.error(new Error("connection lost"));
    },
  });
  await expect(artifacts.put("a.txt", broken)).rejects.toThrow("connection lost");
  expect(await artifacts.list("")).toEqual([]);
  expect(await readdir(join(folder, "arriving"))).toEqual([]);
});

it("refuses a file below a file and a file over a folder", async () => {
  const artifacts = new FolderArtifacts(tempFolder());
  await artifacts.put("a", bytes("x"));
  await expect(artifacts.put("a/b", bytes("y"))).rejects.toThrow(withCode("TRACKING_INVALID"));
  await artifacts.put("d/e", bytes("x"));
  await expect(artifacts.put("d", bytes("y"))).rejects.toThrow(withCode("TRACKING_INVALID"));
  expect(await read(artifacts, "a")).toBe("x");
});

it("shows and follows no link as the last part of a path", async () => {
  const folder = tempFolder();
  const artifacts = new FolderArtifacts(folder);
  await mkdir(join(folder, "files"));
  await symlink("/etc/hostname", join(folder, "files", "link"));
  expect(await artifacts.list("")).toEqual([]);
  expect(await artifacts.open("link")).toBeUndefined();
});
