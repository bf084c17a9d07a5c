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

  // An entry awaits at its top level what is loaded lazily: the two would wait for each other for ever.
  it("has no chunk that imports an entry", () => {
    const entries = ENTRIES.map((entry) => eagerFiles(metafile, entry)[0]);
    const imported = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.map(({ path }) => path),
    );
    expect(entries).not.toContain(undefined);
    expect(imported.filter((path) => entries.includes(path))).toEqual([]);
  });

  it("is the same wherever it is built", () => {
    expect(Object.keys(metafile.inputs).filter((input) => input.includes(process.cwd()))).toEqual([]);
  });
});
