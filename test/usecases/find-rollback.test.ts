import { describe, expect, it } from "vitest";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { requestFromComment } from "../../usecases/request-move.ts";
import { asked, promoted, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

/** Versions 1, 2, … of churn that held production one after another. */
async function history(world: RegistryWorld, aucs: readonly number[]): Promise<readonly number[]> {
  const homes: number[] = [];
  for (const [index, auc] of aucs.entries()) {
    const home = await registered(world, index + 1, { auc });
    await promoted(world, home, [grace, mary]);
    homes.push(home);
  }
  return homes;
}

const rollback = (world: RegistryWorld, pull = 1, body = "/rollback production") =>
  requestFromComment(world.ports, { pull, body, sender: ada });

describe("a rollback", () => {
  it("goes back to the last holder with one approval, and displaces the present one", async () => {
    const world = new RegistryWorld();
    const homes = await history(world, [0.9, 0.91]);
    const outcome = await rollback(world, homes[1]);
    expect(outcome).toMatchObject({ kind: "requested", version: 1, to: "production" });
    const [pull] = await world.pulls.open();
    expect(pull?.title).toBe("churn 1 → production (rollback)");
    expect(pull?.headBranch).toBe("pedigree/rollback/churn/1/production");
    expect((await evaluatePull(world.ports, pull?.number ?? 0)).kind).toBe("waiting");
    world.pulls.review(pull?.number ?? 0, mary);
    const landed = await evaluatePull(world.ports, pull?.number ?? 0);
    expect(landed).toMatchObject({ kind: "landed", decision: { move: { kind: "rollback" } } });
    expect(world.stages().holders).toEqual({ production: [1], archived: [2] });
    expect(await world.labels(homes[1] ?? 0)).toEqual(["stage: archived"]);
  });

  it("is not approved by whoever asked for it", async () => {
    const world = new RegistryWorld();
    await history(world, [0.9, 0.91]);
    const pull = await asked(world, 1, { body: "/rollback production" });
    world.pulls.review(pull, ada);
    expect((await evaluatePull(world.ports, pull)).kind).toBe("waiting");
  });

  it("passes over a former holder that no longer meets the rules of a rollback", async () => {
    const rules = `rollback: { approvals: { count: 1, from: [{ team: acme/leads }] }, metrics: ["candidate.auc >= 0.9"] }`;
    const world = new RegistryWorld(
      POLICY.replace("displaced: archived", `displaced: archived\n    ${rules}`),
    );
    await history(world, [0.95, 0.85, 0.9]);
    expect(await rollback(world)).toMatchObject({ kind: "requested", version: 1 });
  });

  it.each([
    ["nobody was displaced", [0.9], "/rollback production", "MOVE_REFUSED"],
    ["there is no such stage", [0.9, 0.9], "/rollback moon", "STAGE_UNKNOWN"],
    ["many may stand there", [0.9, 0.9], "/rollback archived", "MOVE_REFUSED"],
  ])("is refused with an answer when %s", async (_, aucs, body, code) => {
    const world = new RegistryWorld();
    const [home = 0] = await history(world, aucs);
    expect(await rollback(world, home, body)).toMatchObject({ kind: "refused", code });
    expect(world.pulls.comments(home).at(-1)).toContain("cannot");
    expect(await world.pulls.open()).toEqual([]);
  });

  it("is closed when another version has become the one to go back to", async () => {
    const world = new RegistryWorld();
    await history(world, [0.9, 0.91]);
    const pull = await asked(world, 1, { body: "/rollback production" });
    await promoted(world, await registered(world, 3), [grace, mary]);
    world.pulls.review(pull, mary);
    expect((await evaluatePull(world.ports, pull)).kind).toBe("projected");
    expect((await world.pulls.get(pull)).state).toBe("closed");
    expect(world.stages().holders).toMatchObject({ production: [3] });
  });

  it("and a promotion of the same version are two requests", async () => {
    const world = new RegistryWorld();
    await history(world, [0.9, 0.91]);
    const back = await asked(world, 1, { body: "/rollback production" });
    expect(await asked(world, 1, { body: "/promote production" })).not.toBe(back);
  });
});
