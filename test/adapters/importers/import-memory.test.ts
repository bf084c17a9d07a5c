import { expect, test } from "vitest";
import { ImportMemory } from "../../../adapters/importers/import-memory.ts";
import { importedRun } from "../../../adapters/importers/imported-run.ts";
import type { Importer, ImportFile } from "../../../core/ports/importer.ts";

const facts = (path: string, bytes = 1, modified = 1) => ({ path, bytes, modified });

/** Counts how often a file is read by an importer that looks around as told. */
function reading(
  look: (file: ImportFile) => unknown = () => undefined,
  trouble: () => boolean = () => false,
) {
  let reads = 0;
  const importer: Importer = {
    name: "test",
    scope: "any",
    paths: /./,
    detect: () => true,
    read: async (file) => {
      reads += 1;
      if (trouble()) throw new Error("half written");
      await look(file);
      return [importedRun(file.path, { tags: [`read ${reads}`] })];
    },
  };
  const file: ImportFile = {
    ...facts("run/meta.yaml"),
    real: "/run/meta.yaml",
    chunks: async function* () {},
    text: async () => "",
    near: async () => undefined,
    folder: async () => [],
  };
  const memory = new ImportMemory();
  return async (...files: readonly ReturnType<typeof facts>[]) =>
    (await memory.look(files)(importer, file, { since: null }))[0]?.tags[0];
}

const META = facts("run/meta.yaml");

test("a file that is the same is read once", async () => {
  const read = reading();
  expect([
    await read(META),
    await read(META, facts("other", 5)),
    await read(facts("run/meta.yaml", 2)),
  ]).toEqual(["read 1", "read 1", "read 2"]);
  expect(await read(facts("run/meta.yaml", 2, 9))).toBe("read 3");
});

test.each<[string, (file: ImportFile) => unknown, string]>([
  ["its folder", (file) => file.folder(), "run/metrics/loss"],
  ["a neighbour", (file) => file.near("params.yaml"), "run/params.yaml"],
  ["its place, as a database has files beside it", (file) => file.real, "run/meta.yaml-wal"],
])("where it looked at %s, a change there counts, and none elsewhere", async (_, look, beside) => {
  const read = reading(look);
  expect(await read(META)).toBe("read 1");
  expect(await read(META, facts("elsewhere/x"))).toBe("read 1");
  expect(await read(META, facts(beside))).toBe("read 2");
  expect(await read(META, facts(beside))).toBe("read 2");
  expect(await read(META, facts(beside, 2))).toBe("read 3");
  expect(await read(META)).toBe("read 4");
});

test("what cannot be read keeps what it held, and is tried again", async () => {
  let broken = false;
  const read = reading(undefined, () => broken);
  await read(META);
  broken = true;
  expect(await read(facts("run/meta.yaml", 2))).toBe("read 1");
  broken = false;
  expect(await read(facts("run/meta.yaml", 2))).toBe("read 3");
});

test("what never could be read is told", async () => {
  await expect(reading(undefined, () => true)(META)).rejects.toThrow("half written");
});
