import { expect, test } from "vitest";
import { createWorkspaceFiles } from "../../../adapters/data/workspace-files.ts";
import type { WorkTold } from "../../../core/ports/work.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const FILES = {
  "data/a.bin": "x".repeat(1000),
  "data/in/b.bin": "x".repeat(500),
  "model.bin": "x".repeat(250),
};

async function told(
  use: (files: ReturnType<typeof createWorkspaceFiles>, folder: string) => Promise<unknown>,
) {
  const folder = tempFolder();
  await writeFiles(folder, FILES);
  const all: WorkTold[] = [];
  await use(
    createWorkspaceFiles(folder, (one) => all.push(one)),
    folder,
  );
  return all;
}

test("hashing tells the bytes of files and folders, up to all of them", async () => {
  const all = await told((files) => files.data(["data", "evaluation: model.bin"]));
  const done = all.map((one) => [one.what, one.done, one.total]);
  expect(done.at(-1)).toEqual(["hashing data (evaluation)", 250, 250]);
  expect(done.filter(([what]) => what === "hashing data (training)").at(-1)).toEqual([
    "hashing data (training)",
    1500,
    1500,
  ]);
});

test("copying tells them, too", async () => {
  const all = await told((files, folder) =>
    files.copy(["data", "model.bin"], { folder: `${folder}/record`, role: "model" }),
  );
  expect(all.at(-1)).toEqual({ what: "copying models", done: 1750, total: 1750, unit: "bytes" });
});
