import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkObjects } from "../../../adapters/git/check-objects.ts";
import { commitShaSchema } from "../../../core/names.ts";
import type { ObjectFault } from "../../../core/ports/registry-objects.ts";
import { playedRegistry } from "../../support/clone-story.ts";
import { exportRegistry, git } from "../../support/git-objects.ts";
import {
  allObjects,
  flipped,
  forgeLoose,
  looseFile,
  overwrite,
  packFiles,
  unpack,
} from "../../support/object-files.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

const CARD = "models/churn/versions/1/card.md";
const CURVES = "models/churn/versions/2/curves.parquet";

let origin: string;
beforeAll(async () => {
  origin = mkdtempSync(join(tmpdir(), "pedigree-objects-"));
  exportRegistry((await playedRegistry()).repository, origin);
});
afterAll(() => rmSync(origin, { recursive: true, force: true }));

const packed = () => {
  const folder = tempFolder();
  cpSync(origin, folder, { recursive: true });
  return folder;
};
const loose = () => unpack(packed());
const idOf = (name: string) => git(origin, ["rev-parse", name]).trim();
const check = (folder: string, tip = idOf("main")) => checkObjects(folder, commitShaSchema.parse(tip));
const named = (faults: readonly ObjectFault[]) => faults.map(({ kind, object }) => [kind, object?.id]);

/** What whole history has at the place that a fault names. */
function atPlace({ object, commit, path }: ObjectFault): string {
  if (object?.type === "commit") return commit;
  return idOf(path === null ? `${commit}^{tree}` : `${commit}:${path}`);
}

describe("an altered byte", () => {
  it("of any object is found, and named by a commit and a path that have it", async () => {
    const folder = loose();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...allObjects(folder)),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (id, at, flip) => {
          const before = forgeLoose(folder, id, (content) => flipped(content, at, flip));
          const faults = await check(folder);
          overwrite(looseFile(folder, id), before);
          expect(named(faults)).toEqual([["damaged", id]]);
          expect(faults.map(atPlace)).toEqual([id]);
        },
      ),
      { numRuns: 15 },
    );
    expect(await check(folder)).toEqual([]);
  });

  it("of the files that git keeps objects in is found, wherever it is", async () => {
    const folder = packed();
    const files = [...packFiles(folder, "pack"), ...packFiles(folder, "idx")];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (file, at, flip) => {
          const before = readFileSync(file);
          overwrite(file, flipped(before, at, flip));
          const faults = await check(folder);
          overwrite(file, before);
          expect(faults.filter(({ kind }) => kind === "damaged")).not.toEqual([]);
          expect(faults.some(({ object, words }) => object !== null || words.includes("pack-"))).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
    expect(await check(folder)).toEqual([]);
  });
});

describe("the objects of a registry", () => {
  it("are whole in a clone, whatever else the clone has", async () => {
    const folder = loose();
    const stray = git(folder, ["hash-object", "-w", "--stdin"], "of another branch").trim();
    overwrite(looseFile(folder, stray), Buffer.from("damaged"));
    git(folder, ["update-ref", "refs/heads/other", idOf("main~2")]);
    expect(await check(folder)).toEqual([]);
  });

  it.each([
    ["a file", `main:${CURVES}`],
    ["a folder", "main:models/churn/versions"],
    ["the root of a commit", "main~1^{tree}"],
    ["a commit", "main~1"],
    ["the head of a request", "main^2"],
    ["the tip", "main"],
  ])("miss %s by its place", async (_, name) => {
    const folder = loose();
    rmSync(looseFile(folder, idOf(name)));
    const faults = await check(folder);
    expect(named(faults)).toEqual([["missing", idOf(name)]]);
    expect(faults.map(atPlace)).toEqual([idOf(name)]);
  });

  it("are also those of what was merged, even where nothing of it was taken over", async () => {
    const folder = loose();
    const blob = git(folder, ["hash-object", "-w", "--stdin"], "never taken over").trim();
    const entry = `100644 blob ${blob}\tnotes.txt\n`;
    const tree = git(folder, ["mktree"], entry).trim();
    const head = git(folder, ["commit-tree", tree, "-p", "main", "-m", "head"]).trim();
    const tip = git(folder, ["commit-tree", "main^{tree}", "-p", "main", "-p", head, "-m", "landing"]).trim();
    expect(await check(folder, tip)).toEqual([]);
    rmSync(looseFile(folder, blob));
    const object = { type: "blob", id: blob };
    expect(await check(folder, tip)).toMatchObject([
      { kind: "missing", object, commit: head, path: "notes.txt" },
    ]);
  });

  it("are those of the store that a clone borrows from, too", async () => {
    const lender = loose();
    const folder = join(tempFolder(), "borrower");
    execFileSync("git", ["clone", "-q", "--bare", "--shared", lender, folder]);
    expect(await check(folder)).toEqual([]);
    forgeLoose(lender, idOf(`main:${CARD}`), (content) => flipped(content, 99, 1));
    expect(named(await check(folder))).toEqual([["damaged", idOf(`main:${CARD}`)]]);
  });

  it("have a form that every reader takes alike", async () => {
    const folder = loose();
    const entry = (name: string, blob: string) =>
      Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, "hex")]);
    const twice = [idOf("main:pedigree.yml"), idOf("main:README.md")].map((id) => entry("pedigree.yml", id));
    const write = ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"];
    const tree = git(folder, write, Buffer.concat(twice)).trim();
    const tip = git(folder, ["commit-tree", tree, "-m", "two policies"]).trim();
    expect(await check(folder, tip)).toMatchObject([
      { kind: "malformed", object: { type: "tree", id: tree }, commit: tip, path: null },
    ]);
  });
});

describe("a clone that excuses what it lacks", () => {
  it("is asked for its objects alone: no replacement, graft or setting stands in", async () => {
    const folder = loose();
    const lost = idOf(`main:${CURVES}`);
    git(folder, ["replace", lost, idOf(`main:${CARD}`)]);
    git(folder, ["replace", "--graft", "main"]);
    git(folder, ["config", "fsck.missingEmail", "ignore"]);
    git(folder, ["config", "fsck.skipList", "/nowhere/at/all"]);
    rmSync(looseFile(folder, lost));
    expect(named(await check(folder))).toEqual([["missing", lost]]);
  });

  it("is called a partial one, once, and nothing is fetched", async () => {
    const folder = join(tempFolder(), "partial");
    const source = packed();
    git(source, ["config", "uploadpack.allowFilter", "true"]);
    execFileSync("git", ["clone", "-q", "--bare", "--filter=blob:none", `file://${source}`, folder]);
    git(folder, ["config", "protocol.file.allow", "always"]);
    const before = allObjects(folder);
    await expect(check(folder)).rejects.toThrow(withCode("INPUT_INVALID"));
    await expect(check(folder)).rejects.toThrow(/a partial clone.*without --filter/);
    expect(allObjects(folder)).toEqual(before);
  });

  it("is as good as any where it lacks nothing", async () => {
    const folder = packed();
    git(folder, ["config", "remote.origin.promisor", "true"]);
    git(folder, ["config", "remote.origin.url", "https://example.com/registry"]);
    expect(await check(folder)).toEqual([]);
  });
});
