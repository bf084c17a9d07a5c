import { cpSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, digestOf } from "../../core/canonical.ts";
import type { CommitSha } from "../../core/names.ts";
import type { Change } from "../../core/ports/registry-repository.ts";
import { movedEventSchema } from "../../core/registry/event.ts";
import { stagesSchema } from "../../core/registry/stages.ts";
import { cloneOf, playedRegistry, verifyClone } from "../support/clone-story.ts";
import { git, tamper } from "../support/git-objects.ts";
import { mary, type RegistryWorld } from "../support/registry-world.ts";
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
      { numRuns: 6 },
    );
  });
});

describe("a change that no landing made", () => {
  const LOG = "models/churn/log/000002-moved.json";
  const RUN = "models/churn/versions/1/run.json";
  const link = (text: string) => ({ text, mode: "120000" });
  const pushes = {
    "an event by hand": [{ "models/churn/log/000006-moved.json": "{}" }, "unreadable"],
    "another event": [{ [LOG]: "{}" }, "immutable"],
    "an event less": [{ [LOG]: null }, "immutable"],
    "another run": [{ [RUN]: "{}" }, "immutable"],
    "other stages": [{ "models/churn/stages.json": "{}" }, "ungoverned"],
    "a version of its own": [{ "models/churn/versions/9/version.json": "{}" }, "ungoverned"],
    "a stray file in the log": [{ "models/churn/log/notes.txt": "x" }, "unknown-file"],
    "a link for a card": [{ "models/churn/versions/1/card.md": link("/etc/passwd") }, "mode"],
    "a link for the policy": [{ "pedigree.yml": link("/etc/passwd") }, "mode"],
  } as const;

  it.each(Object.entries(pushes))("is found: %s", async (_, [files, code]) => {
    const world = await playedRegistry();
    const commit = world.repository.push("main", files, mary);
    const { findings } = await verifyClone(cloneOf(world));
    const [file] = Object.keys(files);
    expect(findings).toContainEqual(expect.objectContaining({ code, file, commit }));
    expect(findings.every((finding) => finding.commit === commit)).toBe(true);
  });

  it("is told from an edit", async () => {
    const world = await playedRegistry();
    const edit = world.repository.push("main", { "models/churn/versions/1/card.md": "# Churn\n" }, mary);
    const ungoverned = world.repository.push("main", { "models/churn/stages.json": null }, mary);
    const { others } = await verifyClone(cloneOf(world));
    const kinds = others.slice(-2).map(({ commit, kind, author }) => [commit, kind, author]);
    expect(kinds).toEqual([
      [edit, "edit", "mary"],
      [ungoverned, "ungoverned", "mary"],
    ]);
  });
});

describe("a landing that is not what it says", () => {
  /** Takes the newest landing off the branch and commits it again, altered. */
  async function landedOtherwise(
    alter: (landing: { tip: CommitSha; head: CommitSha; files: Map<string, string> }) => {
      parents: readonly CommitSha[];
      files: ReadonlyMap<string, Change>;
    },
  ) {
    const world = await playedRegistry();
    const { repository } = world;
    const landing = repository.get(repository.head("main"));
    const [tip, head] = landing.parents;
    if (tip === undefined || head === undefined) throw new Error("no landing at the tip");
    const files = new Map<string, string>();
    for (const [path, { blob }] of landing.tree) {
      if (repository.get(tip).tree.get(path)?.blob !== blob) files.set(path, await repository.readText(blob));
    }
    const altered = alter({ tip, head, files });
    const commit = await repository.commit(tip, altered.parents, altered.files, landing.message);
    repository.refs.set("main", commit);
    const { findings } = await verifyClone(cloneOf(world));
    return findings.map(({ code, file }) => [code, file]);
  }

  const STAGES = "models/churn/stages.json";
  const EVENT = "models/churn/log/000005-moved.json";

  it("passes as it was", async () => {
    expect(await landedOtherwise(({ tip, head, files }) => ({ parents: [tip, head], files }))).toEqual([]);
  });

  it("has other parents", async () => {
    const findings = await landedOtherwise(({ tip, files }) => ({ parents: [tip], files }));
    expect(findings).toEqual([["parents", EVENT]]);
  });

  it("carries something else along", async () => {
    const findings = await landedOtherwise(({ tip, head, files }) => ({
      parents: [tip, head],
      files: new Map<string, Change>([...files, ["pedigree.yml", "schemaVersion: 1\n"]]),
    }));
    expect(findings).toEqual([["tree", "pedigree.yml"]]);
  });

  it("brings a card that nobody reviewed", async () => {
    const card = "models/churn/versions/2/card.md";
    const findings = await landedOtherwise(({ tip, head, files }) => ({
      parents: [tip, head],
      files: new Map<string, Change>([...files, [card, "# Another card\n"]]),
    }));
    expect(findings).toEqual(
      expect.arrayContaining([
        ["tree", card],
        ["facts", EVENT],
      ]),
    );
  });

  it("forgets the stages", async () => {
    const findings = await landedOtherwise(({ tip, head, files }) => ({
      parents: [tip, head],
      files: new Map([...files].filter(([path]) => path !== STAGES)),
    }));
    expect(findings.map(([, file]) => file)).toEqual([STAGES, EVENT]);
  });

  it("records an approval that facts do not hold, with every digest made right again", async () => {
    const findings = await landedOtherwise(({ tip, head, files }) => {
      const event = movedEventSchema.parse(JSON.parse(files.get(EVENT) ?? ""));
      const facts = { ...event.facts, reviews: { known: true as const, value: [] } };
      const forged = { ...event, facts, decision: { ...event.decision, facts: digestOf(facts) } };
      const stages = { ...stagesSchema.parse(JSON.parse(files.get(STAGES) ?? "")), last: digestOf(forged) };
      return {
        parents: [tip, head],
        files: new Map([
          [EVENT, canonicalJson(forged)],
          [STAGES, canonicalJson(stages)],
        ]),
      };
    });
    expect(findings).toEqual([["decision", EVENT]]);
  });
});

it("finds a policy that is not the one that was in force", async () => {
  const folder = cloneOf(await playedRegistry());
  const alter = (bytes: Buffer) => Buffer.from(bytes.toString().replace("count: 2", "count: 1"));
  // The commit before the first promotion, whose landing then has another policy at its parent.
  tamper({ folder, branch: "main", commit: 3, file: "pedigree.yml", alter });
  const { findings } = await verifyClone(folder);
  expect(findings).toContainEqual(expect.objectContaining({ code: "policy", file: "pedigree.yml" }));
});
