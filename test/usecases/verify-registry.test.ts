import { cpSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { cloneOf, playedRegistry, verifyClone } from "../support/clone-story.ts";
import { git, tamper } from "../support/git-objects.ts";
import type { RegistryWorld } from "../support/registry-world.ts";
import { tempFolder } from "../support/temp-folder.ts";

it("finds nothing in an untouched history", async () => {
  const { findings, others, ...counts } = await verifyClone(cloneOf(await playedRegistry()));
  expect(findings).toEqual([]);
  expect(others.map(({ kind, files }) => [kind, files])).toMatchInlineSnapshot(`
    [
      [
        "edit",
        [],
      ],
      [
        "edit",
        [
          "pedigree.yml",
        ],
      ],
      [
        "edit",
        [
          "README.md",
          "models/churn/model.yml",
        ],
      ],
      [
        "edit",
        [
          "README.md",
        ],
      ],
    ]
  `);
  expect(counts).toMatchObject({ ref: "refs/heads/main", events: 5, models: 1, versions: 3, reworded: 0 });
});

/** Every place that only the App writes: each first-parent commit with each governed file that it touched. */
function governedPlaces(folder: string): readonly { readonly commit: number; readonly file: string }[] {
  const chain = git(folder, ["rev-list", "--first-parent", "--reverse", "main"]).trim().split("\n");
  return chain.flatMap((id, commit) => {
    const changed = git(folder, [
      "diff-tree",
      "-r",
      "--root",
      "--name-only",
      "-m",
      "--first-parent",
      "--no-commit-id",
      id,
    ]);
    const files = changed
      .trim()
      .split("\n")
      .filter((file) => /\/(stages|log|versions)/.test(file));
    return files.map((file) => ({ commit, file }));
  });
}

describe("a rewritten history", () => {
  let world: RegistryWorld;
  beforeAll(async () => {
    world = await playedRegistry();
  });

  it("names the file and the commit of any altered byte", async () => {
    const origin = cloneOf(world);
    const places = governedPlaces(origin);
    expect(places.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (place, at, flip) => {
          const folder = tempFolder();
          cpSync(origin, folder, { recursive: true });
          const alter = (bytes: Buffer) => {
            const altered = Buffer.from(bytes);
            const index = at % bytes.length;
            altered[index] = (altered[index] ?? 0) ^ flip;
            return altered;
          };
          const commit = tamper({ folder, branch: "main", alter, ...place });
          const { findings } = await verifyClone(folder);
          const named = findings.filter(
            (finding) => finding.file === place.file && finding.commit === commit,
          );
          expect(named, `${place.file}: ${JSON.stringify(findings, null, 1)}`).not.toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });
});
