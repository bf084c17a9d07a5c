import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FolderRunStore } from "../../../adapters/store/run-folder-store.ts";
import { canonicalJson } from "../../../core/canonical.ts";
import { runIdSchema } from "../../../core/names.ts";
import { runStoreContract } from "../../contracts/run-store.ts";
import { buildRun } from "../../support/build-run.ts";
import { MemoryRunStore } from "../../support/memory-run-store.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

describe("memory", () =>
  runStoreContract(() => {
    const store = new MemoryRunStore();
    return { open: () => store };
  }));

describe("folder", () =>
  runStoreContract(() => {
    const root = join(tempFolder(), ".pedigree");
    return { open: () => new FolderRunStore(root) };
  }));

const A = runIdSchema.parse("a".repeat(32));
const B = runIdSchema.parse("b".repeat(32));
const CURVES = new Map([["loss", [{ step: 0, time: null, value: 1 }]]]);

async function storeOfOne() {
  const store = new FolderRunStore(join(tempFolder(), ".pedigree"));
  await store.add(buildRun({ id: A }), CURVES);
  return store;
}

describe("folder run store", () => {
  it("keeps the canonical record and the curves in a folder of the run, and leaves nothing else behind", async () => {
    const store = await storeOfOne();
    expect(readdirSync(store.folderOf(A)).sort()).toEqual(["curves.parquet", "run.json"]);
    expect(readFileSync(join(store.folderOf(A), "run.json"), "utf8")).toBe(
      canonicalJson(buildRun({ id: A })),
    );
    await store.add(buildRun({ id: A }), CURVES);
    await expect(store.add(buildRun({ id: A, name: "x" }), CURVES)).rejects.toThrow(withCode("RUN_EXISTS"));
    expect(readdirSync(join(store.root, "incoming"))).toEqual([]);
  });

  it("is left alone by git", async () => {
    expect(readFileSync(join((await storeOfOne()).root, ".gitignore"), "utf8")).toBe("*\n");
  });

  it("writes nothing when it is only read", async () => {
    const store = new FolderRunStore(join(tempFolder(), ".pedigree"));
    await store.list();
    await store.get(A);
    expect(existsSync(store.root)).toBe(false);
  });

  it.each([
    ["cut", "{", "SCHEMA_MISMATCH"],
    ["of another form", "{}", "SCHEMA_MISMATCH"],
    ["no UTF-8", Buffer.from([0xff]), "SCHEMA_MISMATCH"],
    ["of another run", canonicalJson(buildRun({ id: A })), "SCHEMA_MISMATCH"],
  ] as const)(
    "notes a record that is %s, shows the others, and never replaces it",
    async (_why, text, code) => {
      const store = await storeOfOne();
      mkdirSync(store.folderOf(B));
      writeFileSync(join(store.folderOf(B), "run.json"), text);
      const { runs, notes } = await store.list();
      expect(runs.map(({ id }) => id)).toEqual([A]);
      expect(notes).toEqual([expect.stringContaining(store.folderOf(B))]);
      await expect(store.get(B)).rejects.toThrow(withCode(code));
      await expect(store.add(buildRun({ id: B }), new Map())).rejects.toThrow(withCode("RUN_EXISTS"));
      expect(readFileSync(join(store.folderOf(B), "run.json")).equals(Buffer.from(text))).toBe(true);
    },
  );

  it("notes what is no record at all", async () => {
    const store = await storeOfOne();
    mkdirSync(join(store.root, "runs", "notes"));
    mkdirSync(store.folderOf(B));
    writeFileSync(join(store.root, "runs", ".DS_Store"), "");
    writeFileSync(join(store.folderOf(B), "output.log"), "");
    const { runs, notes } = await store.list();
    expect({ runs: runs.length, notes: notes.length }).toEqual({ runs: 1, notes: 2 });
    await expect(store.get(B)).rejects.toThrow(withCode("SCHEMA_MISMATCH"));
  });

  it("raises ARTIFACT_INVALID for damaged curves, and still lists their run", async () => {
    const store = await storeOfOne();
    writeFileSync(join(store.folderOf(A), "curves.parquet"), "PAR1");
    await expect(store.curves(A)).rejects.toThrow(withCode("ARTIFACT_INVALID"));
    expect((await store.list()).notes).toEqual([]);
  });

  it("takes a whole folder over, with everything in it", async () => {
    const store = await storeOfOne();
    const folder = join(store.root, "live", B);
    mkdirSync(join(folder, "files"), { recursive: true });
    writeFileSync(join(folder, "run.json"), canonicalJson(buildRun({ id: B })));
    writeFileSync(join(folder, "files", "model.bin"), "weights");
    await store.keep(B, folder);
    expect(existsSync(folder)).toBe(false);
    expect(readFileSync(join(store.folderOf(B), "files", "model.bin"), "utf8")).toBe("weights");
    expect((await store.list()).runs).toHaveLength(2);
  });

  it("raises what the disk says, not RUN_EXISTS, when the folder is not there", async () => {
    const store = await storeOfOne();
    rmSync(join(store.root, "incoming"), { recursive: true });
    await expect(store.keep(B, join(store.root, "nowhere"))).rejects.toThrow("ENOENT");
  });
});
