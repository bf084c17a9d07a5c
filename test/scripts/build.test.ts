import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAction, eagerFiles } from "../../scripts/build.ts";

const ENTRIES = ["action/index.ts", "action/post.ts"];

describe("the bundle of the training Action", () => {
  let folder: string;
  let metafile: Metafile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pedigree-test-"));
    metafile = await buildAction(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(ENTRIES)("loads %s and one chunk at once", (entry) => {
    expect(eagerFiles(metafile, entry)).toHaveLength(2);
  });

  // An entry awaits at its top level what is loaded lazily: where that imports the entry, the two wait for each other for ever.
  it.each(ENTRIES)("has the code of %s where no chunk imports it", (entry) => {
    const outputs = Object.entries(metafile.outputs);
    const own = outputs.filter(([, { inputs }]) => entry in inputs).map(([path]) => path);
    const imported = outputs.flatMap(([, { imports }]) => imports.map(({ path }) => path));
    expect(own).toHaveLength(1);
    expect(imported.filter((path) => own.includes(path))).toEqual([]);
  });

  it("holds nothing that makes a JSON Schema", () => {
    const kept = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
    const names = kept.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([name]) => name);
    expect(names.filter((name) => name.includes("zod")).length).toBeGreaterThan(0);
    expect(names.filter((name) => name.endsWith("/to-json-schema.js"))).toEqual([]);
  });

  it("is the same wherever it is built", () => {
    expect(Object.keys(metafile.inputs).filter((input) => input.includes(process.cwd()))).toEqual([]);
  });
});
