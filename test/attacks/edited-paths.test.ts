import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import { changedPaths } from "../../core/registry/protected-paths.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { approve, EDIT_POLICY, editWorld, MODEL, openOf, proposes, STRICTER } from "../support/edit-play.ts";
import { registered } from "../support/registry-play.ts";
import { ada, grace } from "../support/registry-world.ts";

const policyAt = (world: ReturnType<typeof editWorld>) =>
  world.repository.text(world.repository.head("main"), "pedigree.yml");

/** Pushes one after the other; no number where git or GitHub would not have it. */
async function tries(world: ReturnType<typeof editWorld>, pushes: readonly Parameters<typeof proposes>[1][]) {
  const [first, ...more] = pushes;
  if (first === undefined || pushes.some((files) => Object.keys(files).some((a) => collides(a, pushes)))) {
    return { number: undefined };
  }
  const { number } = proposes(world, first);
  for (const files of more) world.repository.push("topic", files, ada);
  return { number };
}

/** A file and a folder of one name cannot be in one tree. */
function collides(path: string, pushes: readonly object[]): boolean {
  return pushes.some((files) => Object.keys(files).some((other) => other.startsWith(`${path}/`)));
}

describe("A5", () => {
  it.each([
    ["a link", { "pedigree.yml": { text: "elsewhere", mode: "120000" } }, "edit-files failed"],
    ["an executable", { "templates/x.hbs": { text: "x", mode: "100755" } }, "edit-files failed"],
    ["a submodule", { "templates/x.hbs": { text: "x", mode: "160000" } }, "edit-files failed"],
    ["a name that differs in case", { "Pedigree.yml": "x\n" }, "edit-coverage failed"],
    ["a record in other letters", { "models/churn/Stages.JSON": "{}\n" }, "edit-records failed"],
    ["an event of the registry's log", { "log/000001-edited.json": "{}\n" }, "edit-records failed"],
    [
      "evidence of a version that is not there",
      { "models/churn/versions/1/evidence/x.sigstore.json": "{}\n" },
      "edit-documents failed",
    ],
    [
      "evidence that is no bundle",
      { "models/churn/versions/1/evidence/x.txt": "{}\n" },
      "edit-records failed",
    ],
    ["a name that is not ASCII", { "templates/\u0430.hbs": "x\n" }, "edit-files failed"],
  ])("A5 refuses %s", async (_, files, problem) => {
    const world = editWorld();
    const { number } = proposes(world, files);
    approve(world, number);
    expect(await openOf(world, number)).toContain(problem);
  });

  it("A5 lets a bundle be added to a version, and never changed or taken away", async () => {
    const world = editWorld();
    await registered(world, 1);
    const bundle = "models/churn/versions/1/evidence/later.sigstore.json";
    const { number } = proposes(world, { [bundle]: "{}\n" });
    expect(await openOf(world, number)).toEqual(["approvals pending"]);
    approve(world, number, [grace]);
    expect(await openOf(world, number)).toEqual([]);
    expect(world.repository.text(world.repository.head("main"), bundle)).toBe("{}\n");

    for (const [branch, content] of Object.entries({ other: "[]\n", none: null })) {
      const change = proposes(world, { [bundle]: content }, { branch });
      approve(world, change.number, [grace]);
      expect(await openOf(world, change.number)).toEqual(["edit-records failed"]);
    }
  });

  it("A5 says beforehand that the App cannot change a workflow", async () => {
    const world = editWorld(EDIT_POLICY.replace("[pedigree.yml]", '[pedigree.yml, ".github/**"]'));
    const { number } = proposes(world, { ".github/workflows/validate.yml": "on: push\n" });
    approve(world, number);
    expect(await openOf(world, number)).toEqual(["edit-workflows failed"]);
  });

  it("A5 lands ordinary files of covered paths, whatever a branch does", async () => {
    const path = fc.oneof(
      fc.constantFrom("pedigree.yml", MODEL, "templates/x.hbs", "templates/y.hbs", "README.md"),
      fc.constantFrom("models/churn/stages.json", "models/CHURN/model.yml", "Templates/x.hbs", "templates"),
      fc.constantFrom("models/churn/log/000009-moved.json", "log/000001-edited.json", "templates/x.hbs/y"),
    );
    const text = fc.constantFrom("x\n", STRICTER, "schemaVersion: 1\n", "a\u202eb");
    const content = fc.oneof(
      { weight: 6, arbitrary: text },
      { weight: 1, arbitrary: fc.constant(null) },
      fc.record({ text, mode: fc.constantFrom("120000", "160000", "100755") }),
    );
    const push = fc.dictionary(path, content, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
    let landed = 0;
    const check = async (pushes: readonly Parameters<typeof proposes>[1][]) => {
      const world = editWorld();
      const { number } = await tries(world, pushes);
      if (number === undefined) return;
      approve(world, number);
      const tip = world.repository.head("main");
      const outcome = await evaluatePull(world.ports, number);
      if (outcome.kind !== "edit-landed") {
        expect(world.repository.head("main")).toBe(tip);
        return;
      }
      landed += 1;
      const [before, after] = [tip, outcome.commit].map((commit) => world.repository.get(commit).tree);
      if (before === undefined || after === undefined) throw new Error("no trees");
      const changed = changedPaths(before, after).filter((one) => one !== "log/000001-edited.json");
      expect(changed).toEqual(outcome.paths);
      for (const one of changed) {
        expect(one).toMatch(/^(pedigree\.yml|models\/churn\/model\.yml|templates\/[xy]\.hbs)$/);
        expect(after.get(one)?.mode ?? "100644").toBe("100644");
      }
      expect(() => documents.policy(policyAt(world) ?? "")).not.toThrow();
    };
    await fc.assert(fc.asyncProperty(fc.array(push, { minLength: 1, maxLength: 3 }), check), {
      numRuns: 150,
      // Among these some land; with chance alone, now and then hardly any do.
      seed: 7,
    });
    expect(landed).toBeGreaterThan(2);
  });

  it("A5 counts both names of a rename", async () => {
    const world = editWorld();
    const text = world.repository.text(world.repository.head("main"), MODEL) ?? "";
    const { number } = proposes(world, { [MODEL]: null, "docs/model.yml": text });
    approve(world, number);
    expect(await openOf(world, number)).toEqual(["edit-coverage failed"]);
  });

  it("A5 does not put a file where the registry has got a folder", async () => {
    const world = editWorld();
    const { number } = proposes(world, { "models/other": "a file\n" });
    await registered(world, 1);
    world.repository.push("main", { "models/other/notes": "x" }, ada);
    expect(await openOf(world, number).catch(() => ["shut"])).toContain("edit-files failed");
  });
});
