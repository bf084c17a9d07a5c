import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../core/canonical.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { asked, opened, promoted, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { heldBy } from "../support/under-attack.ts";

const STAGES = "models/churn/stages.json";

/** Somebody works on an old clone, merges the registry branch into it, and pushes the result as the branch. */
function pushSwapped(
  world: RegistryWorld,
  from: ReturnType<RegistryWorld["repository"]["head"]>,
  files: Record<string, string>,
) {
  const { repository } = world;
  repository.refs.set("clone", from);
  repository.push("clone", files, ada);
  const merge = repository.merge("clone", repository.head("main"), ada);
  repository.refs.delete("clone");
  repository.refs.set("main", merge);
}

describe("a merge whose first parent is not the branch", () => {
  it("A21 undoes no landing: it is seen from the side that holds the newest one", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const old = world.repository.head("main");
    await promoted(world, home, [grace, mary]);
    const before = world.repository.text(world.repository.head("main"), STAGES);
    pushSwapped(world, old, { "README.md": "# mine\n" });
    await reconcile(world.ports);
    expect(world.stages().holders).toEqual({ production: [1] });
    expect(world.repository.text(world.repository.head("main"), STAGES)).toBe(before);
    expect(world.stages().ungoverned).toBeUndefined();
  });

  it("A21 hides no change of records on its own side", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const old = world.repository.head("main");
    await promoted(world, home, [grace, mary]);
    const forged = canonicalJson({ ...world.stages(), holders: { archived: [1] } });
    pushSwapped(world, old, { "README.md": "# mine\n" });
    world.repository.push("main", { [STAGES]: forged }, ada);
    await reconcile(world.ports);
    expect(world.stages()).toMatchObject({ holders: { production: [1] }, ungoverned: {} });
  });
});

const COMPARED = POLICY.replace("candidate.auc >= 0.8", "candidate.auc >= holder.auc");

describe("an emptied stage", () => {
  it("B8 is compared with whoever stood there last: archiving the holder first helps no worse version", async () => {
    const world = new RegistryWorld(COMPARED);
    const [good, bad] = [await registered(world, 1, { auc: 0.95 }), await registered(world, 2, { auc: 0.5 })];
    await promoted(world, good, [grace, mary]);
    const archive = await asked(world, good, { body: "/archive" });
    expect((await evaluatePull(world.ports, archive)).kind).toBe("landed");
    expect(heldBy(world, "production")).toBeUndefined();
    const move = await asked(world, bad);
    for (const person of [grace, mary]) world.pulls.review(move, person);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    const better = await opened(world, 3, { auc: 0.96 });
    await evaluatePull(world.ports, better);
    await promoted(world, better, [grace, mary]);
    expect(heldBy(world, "production")).toEqual([3]);
    const event = world.files().findLast((path) => path.includes("/log/")) ?? "";
    expect(world.repository.text(world.repository.head("main"), event)).toContain('"predecessor"');
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
  });

  it("B8 leaves the first version with nothing to be compared with", async () => {
    const world = new RegistryWorld(COMPARED);
    const home = await registered(world, 1, { auc: 0.1 });
    await promoted(world, home, [grace, mary]);
    expect(world.stages().holders).toEqual({ production: [1] });
  });
});
