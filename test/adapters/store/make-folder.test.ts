import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../../../adapters/store/make-folder.ts";
import { tempFolder } from "../../support/temp-folder.ts";

it("makes a folder with those above it, and says whether there was anything to make", async () => {
  const path = join(tempFolder(), "a", "b", "c");
  expect(await makeFolder(path, 0o700)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(await makeFolder(path)).toBe(false);
});

it("makes it together with others who do the same", async () => {
  const root = tempFolder();
  const paths = Array.from({ length: 20 }, (_, at) => join(root, "a", "b", String(at % 3)));
  await Promise.all(paths.map((path) => makeFolder(path)));
  expect(paths.every((path) => existsSync(path))).toBe(true);
});

it("raises what the system says of a file in the way", async () => {
  const root = tempFolder();
  writeFileSync(join(root, "file"), "");
  await expect(makeFolder(join(root, "file"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(join(root, "file", "a"))).rejects.toMatchObject({ code: "EEXIST" });
});

it.skipIf(process.platform !== "linux")("ends where no folder can ever be made", async () => {
  await expect(makeFolder("/proc/nope")).rejects.toMatchObject({ code: "ENOENT" });
  await expect(makeFolder("/proc/nope/a/b")).rejects.toMatchObject({ code: "ENOENT" });
});
