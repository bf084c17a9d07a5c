import { describe, expect, it } from "vitest";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgePull } from "../../usecases/judge.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { forgeLanding } from "../support/forge-landing.ts";
import { asked, promoted, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const ONE = POLICY.replace("candidate.auc >= 0.8", "candidate.auc >= holder.auc");
const MANY = POLICY.replace("    holders: one\n    displaced: archived\n", "");

/** Versions 1 (0.81) and 2 (0.95) hold production, which the policy gives to one from now on: 3 (0.82) would displace both. */
async function crowded(policy: string) {
  const world = new RegistryWorld(MANY);
  const homes = [
    await registered(world, 1, { auc: 0.81 }),
    await registered(world, 2, { auc: 0.95 }),
    await registered(world, 3, { auc: 0.82 }),
  ] as const;
  for (const home of homes.slice(0, 2)) await promoted(world, home, [grace, mary]);
  world.repository.push("main", { "pedigree.yml": policy }, ada);
  const move = await asked(world, homes[2]);
  for (const person of [grace, mary]) world.pulls.review(move, person);
  return { world, homes, move };
}

describe("several holders of a stage of one", () => {
  it("are none to be compared with, and the decision says what to do first", async () => {
    const { world, homes, move } = await crowded(ONE);
    const outcome = await evaluatePull(world.ports, move);
    expect(outcome).toMatchObject({ kind: "waiting" });
    if (outcome.kind !== "waiting") return;
    expect(outcome.decision.requirements.find(({ kind }) => kind === "metrics")).toMatchObject({
      status: "unknown",
      remedy: "archive or demote all but one of versions 1 and 2 first",
      children: [{ found: "holder is not known: versions 1 and 2 hold production" }],
    });
    await evaluatePull(world.ports, await asked(world, homes[1], { body: "/archive" }));
    const judged = await judgePull(world.ports, move);
    expect(judged).toMatchObject({ facts: { holder: { value: { version: 1, metrics: { auc: 0.81 } } } } });
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect(world.stages().holders).toEqual({ production: [3], archived: [1, 2] });
  });

  it("do not matter where nothing asks for the holder", async () => {
    const { world, move } = await crowded(POLICY);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect(world.stages().holders).toEqual({ production: [3], archived: [1, 2] });
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
  });

  it("were compared by the lowest number once: such an event is no finding, and an altered one is", async () => {
    const { world, move } = await crowded(POLICY);
    await evaluatePull(world.ports, move);
    const before = { "pedigree.yml": ONE };
    const lowest = (auc: number) => ({ known: true, value: { version: 1, metrics: { auc } } });
    await forgeLanding(world, { before, facts: (facts) => ({ ...facts, holder: lowest(0.81) }) });
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
    await forgeLanding(world, { facts: (facts) => ({ ...facts, holder: lowest(0.5) }) });
    expect((await verifyClone(cloneOf(world))).findings).toMatchObject([
      { path: "facts.holder.metrics.auc" },
    ]);
  });
});
