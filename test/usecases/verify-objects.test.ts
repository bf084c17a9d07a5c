import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneOf, playedRegistry, verifyClone } from "../support/clone-story.ts";
import { exportRegistry, git } from "../support/git-objects.ts";
import { flipped, forgeLoose, looseFile, unpack } from "../support/object-files.ts";
import { mary } from "../support/registry-world.ts";
import { tempFolder } from "../support/temp-folder.ts";

let origin: string;
beforeAll(async () => {
  origin = mkdtempSync(join(tmpdir(), "pedigree-objects-"));
  exportRegistry((await playedRegistry()).repository, origin);
});
afterAll(() => rmSync(origin, { recursive: true, force: true }));

const idOf = (name: string) => git(origin, ["rev-parse", name]).trim();

function loose(): string {
  const folder = tempFolder();
  cpSync(origin, folder, { recursive: true });
  return unpack(folder);
}

describe("a file of the registry", () => {
  /** Every kind of file that verify reads, or leaves to git. */
  const files = [
    "pedigree.yml",
    "README.md",
    "models/churn/model.yml",
    "models/churn/stages.json",
    "models/churn/log/000001-registered.json",
    "models/churn/log/000002-moved.json",
    "models/churn/versions/1/version.json",
    "models/churn/versions/1/run.json",
    "models/churn/versions/2/curves.parquet",
    "models/churn/versions/2/card.md",
  ];

  it.each(files)("that has other bytes is the one finding: %s", async (file) => {
    const folder = loose();
    const id = idOf(`main:${file}`);
    forgeLoose(folder, id, (content) => flipped(content, content.length - 2, 1));
    const { findings, replayed, events } = await verifyClone(folder);
    const finding = { code: "damaged", expected: `blob ${id}`, remedy: expect.stringContaining("clone") };
    expect(findings).toEqual([expect.objectContaining(finding)]);
    expect(idOf(`${findings[0]?.commit}:${findings[0]?.file}`)).toBe(id);
    expect(replayed).toBe(true);
    expect(events).toBeGreaterThan(2);
  });

  it.each(files)("that is missing is the one finding: %s", async (file) => {
    const folder = loose();
    rmSync(looseFile(folder, idOf(`main:${file}`)));
    const { findings } = await verifyClone(folder);
    expect(findings.map(({ code, expected }) => [code, expected])).toEqual([
      ["missing", `blob ${idOf(`main:${file}`)}`],
    ]);
  });
});

describe("a history that cannot be followed", () => {
  it.each(["main~1", "main~2^{tree}", "main:models/churn", "main^2"])("is not replayed: %s", async (name) => {
    const folder = loose();
    forgeLoose(folder, idOf(name), (content) => flipped(content, content.length - 2, 1));
    const verification = await verifyClone(folder);
    expect(verification).toMatchObject({ replayed: false, commits: 0, events: 0 });
    const [finding, ...others] = verification.findings;
    expect(finding).toMatchObject({ code: "damaged", expected: expect.stringContaining(idOf(name)) });
    expect(others).toEqual([]);
  });

  it("is told from a clone without a registry where the tip itself is damaged", async () => {
    const folder = loose();
    rmSync(looseFile(folder, idOf("main^{tree}")));
    await expect(verifyClone(folder)).rejects.toMatchObject({ code: "REGISTRY_INCONSISTENT" });
    const other = loose();
    rmSync(looseFile(other, idOf("main")));
    await expect(verifyClone(other)).rejects.toMatchObject({ code: "REGISTRY_INCONSISTENT" });
  });
});

describe("what is lost", () => {
  it("hides nothing else that is wrong", async () => {
    const world = await playedRegistry();
    const byHand = world.repository.push("main", { "models/churn/stages.json": "{}" }, mary);
    const folder = unpack(cloneOf(world));
    rmSync(looseFile(folder, idOf("main:models/churn/model.yml")));
    const { findings } = await verifyClone(folder);
    expect(findings.map(({ code, commit }) => [code, commit === byHand])).toEqual([
      ["missing", false],
      ["ungoverned", true],
    ]);
  });
});
