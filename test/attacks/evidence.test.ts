import { describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import { checkSchema } from "../../core/policy/facts.ts";
import { parseCheckKey } from "../../core/registry/check-key.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { asked, registered } from "../support/registry-play.ts";
import { grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const VALIDATE = "{ name: validate, app: github-actions }";
const USUAL = "approvals: { count: 2, from: [{ team: acme/leads }] }";
/** Long after everything that the world's clock shows here. */
const LATER = "2026-01-31T13:00:00Z";
const EARLIER = "2026-01-31T12:00:00Z";

/** A promotion that has to be seen before it is approved. */
async function requested(evidence = "[decision]") {
  const world = new RegistryWorld(
    POLICY.replace(USUAL, `${USUAL}\n      evidence: ${evidence}\n      checks: [${VALIDATE}]`),
  );
  const move = await asked(world, await registered(world, 1));
  const { head } = await world.pulls.get(move);
  const shownSince = () => parseCheckKey(world.checks.verdictOn(head)?.key).shownSince;
  return { world, move, head, shownSince };
}

function validated(world: RegistryWorld, commit: CommitSha, completedAt: string): void {
  const check = {
    id: world.checks.others.length + 1,
    name: "validate",
    app: "github-actions",
    appId: 15368,
    status: "completed",
    conclusion: "success",
    commit,
    startedAt: EARLIER,
    completedAt,
  };
  world.checks.others.push(checkSchema.parse(check));
}

describe("A20: a rubber stamp", () => {
  it("A20 does not count an approval given before the decision was shown, and says to approve again", async () => {
    const { world, move, head } = await requested();
    validated(world, head, EARLIER);
    for (const person of [grace, mary]) world.pulls.review(move, person, { submittedAt: EARLIER });
    // The first evaluation shows the decision; what was approved before stays uncounted in every later one.
    for (let look = 0; look < 2; look++) {
      const outcome = await evaluatePull(world.ports, move);
      if (outcome.kind !== "waiting") throw new Error(outcome.kind);
      expect(outcome.decision.requirements.find(({ kind }) => kind === "approvals")).toMatchObject({
        status: "pending",
        remedy: "let grace, mary look at the evidence and approve again",
      });
    }
    for (const person of [grace, mary]) world.pulls.review(move, person, { submittedAt: LATER });
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("A20 keeps the moment when the decision was first shown, whatever is shown later", async () => {
    const { world, move, head, shownSince } = await requested();
    await evaluatePull(world.ports, move);
    const first = shownSince();
    expect(first).not.toBeNull();
    validated(world, head, EARLIER);
    world.pulls.review(move, grace, { submittedAt: LATER });
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "waiting", published: true });
    expect(shownSince()).toBe(first);
    world.pulls.review(move, mary, { submittedAt: LATER });
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
    expect(shownSince()).toBe(first);
  });

  it("A20 does not take the word that nothing can be judged for a decision", async () => {
    const { world, move, shownSince } = await requested();
    const policy = world.repository.text(world.repository.head("main"), "pedigree.yml") ?? "";
    world.repository.push("main", { "pedigree.yml": "nonsense" }, grace);
    expect((await evaluatePull(world.ports, move)).kind).toBe("shut");
    expect(shownSince()).toBeNull();
    world.repository.push("main", { "pedigree.yml": policy }, grace);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    expect(shownSince()).not.toBeNull();
  });

  it("A20 does not count an approval given before the checks had succeeded", async () => {
    const { world, move, head } = await requested("[decision, checks]");
    await evaluatePull(world.ports, move);
    for (const person of [grace, mary]) world.pulls.review(move, person, { submittedAt: LATER });
    validated(world, head, "2026-01-31T13:00:01Z");
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    for (const person of [grace, mary])
      world.pulls.review(move, person, { submittedAt: "2026-01-31T14:00:00Z" });
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });
});
