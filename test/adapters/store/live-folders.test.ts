import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLiveFolders, liveFolderOf } from "../../../adapters/store/live-folders.ts";
import { FolderRunStore } from "../../../adapters/store/run-folder-store.ts";
import { canonicalJson } from "../../../core/canonical.ts";
import { runIdSchema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";
import { tempFolder } from "../../support/temp-folder.ts";

it("makes a record where the store can take it over, and git leaves it alone", async () => {
  const root = join(tempFolder(), ".pedigree");
  const id = runIdSchema.parse("a".repeat(32));
  const folder = await createLiveFolders(root).create(id);
  expect(folder.path).toBe(liveFolderOf(root, id).record);
  await folder.write("run.json", canonicalJson(buildRun({ id })));
  const store = new FolderRunStore(root);
  expect((await store.list()).runs).toEqual([]);
  await store.keep(id, folder.path);
  expect(existsSync(folder.path)).toBe(false);
  expect(await store.get(id)).toEqual(buildRun({ id }));
  expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe("*\n");
});
