import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLiveFolders } from "../../../adapters/store/live-folders.ts";
import { folderOfLive } from "../../../adapters/store/live-runs.ts";
import { FolderRunStore } from "../../../adapters/store/run-folder-store.ts";
import { canonicalJson } from "../../../core/canonical.ts";
import { runIdSchema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ID = runIdSchema.parse("b".repeat(32));

it("holds room for run.json until it is written", async () => {
  const root = join(tempFolder(), ".pedigree");
  const folder = await createLiveFolders(root).create(ID);
  await folder.write("source.patch", "x");
  expect(readdirSync(folder.path).sort()).toEqual(["reserve", "source.patch"]);
  expect(statSync(folder.pathOf("reserve")).size).toBeGreaterThan(100_000);
  await folder.write("run.json", "{}");
  expect(readdirSync(folder.path).sort()).toEqual(["run.json", "source.patch"]);
});

it("says that the store cannot be written to, and leaves nothing of a run that never began", async () => {
  const root = join(tempFolder(), ".pedigree");
  const folders = createLiveFolders(root);
  await folders.create(ID);
  writeFileSync(join(root, "live", "c".repeat(32)), "a file");
  const taken = folders.create(runIdSchema.parse("c".repeat(32)));
  await expect(taken).rejects.toMatchObject({ code: "STORE_UNWRITABLE", details: { subject: root } });
  expect(readdirSync(join(root, "live"))).toEqual(["b".repeat(32)]);
});

it("makes a record where the store can take it over, and git leaves it alone", async () => {
  const root = join(tempFolder(), ".pedigree");
  const id = runIdSchema.parse("a".repeat(32));
  const folder = await createLiveFolders(root).create(id);
  expect(folder.path).toBe(join(folderOfLive(root, id), "record"));
  await folder.write("run.json", canonicalJson(buildRun({ id })));
  const store = new FolderRunStore(root);
  expect((await store.list()).runs).toEqual([]);
  await store.keep(id, folder.path);
  expect(existsSync(folder.path)).toBe(false);
  expect(await store.get(id)).toEqual(buildRun({ id }));
  expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe("*\n");
});
