import { describe, expect, it } from "vitest";
import type { Account } from "../../core/people.ts";
import { mapKnown } from "../../core/policy/facts.ts";
import type { Push } from "../../core/ports/pull-requests.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import { approve, editWorld, proposes } from "../support/edit-play.ts";
import { ada, eve, grace, mary, type RegistryWorld } from "../support/registry-world.ts";
import { moveUnder, outcomeOf, pushCard } from "../support/under-attack.ts";

const ONE = "approvals: { from: [{ team: acme/leads }] }";
const actions: Account = { id: 41898282, login: "github-actions[bot]", bot: true };
const TEMPLATE = "templates/reply.hbs";

/** The same GitHub with another log of pushes. */
function toldOtherwise(
  { ports, pulls }: RegistryWorld,
  change: (pushes: readonly Push[], branch: string) => readonly Push[],
): RegistryPorts {
  const pushes: typeof pulls.pushes = async (branch) =>
    mapKnown(await pulls.pushes(branch), (told) => change(told, branch));
  return { ...ports, pulls: Object.assign(Object.create(pulls), { pushes }) };
}

describe("a push that does not tell who made it", () => {
  it("A10 could be anybody's where a workflow's token made it: one more approval is needed", async () => {
    for (const not of ["[requester, author, committer, trainer]", "[pusher]"]) {
      const attack = await moveUnder(`approvals: { from: [{ team: acme/leads }], not: ${not} }`);
      attack.world.pulls.pushers.set(pushCard(attack, actions, "# mine\n"), actions);
      attack.world.pulls.review(attack.move, mary);
      expect(await outcomeOf(attack)).toBe("waiting");
      attack.world.pulls.review(attack.move, grace);
      expect(await outcomeOf(attack)).toBe("landed");
    }
  });

  it("A10 brings no edit in either: a workflow that pushes and proposes for somebody leaves them out", async () => {
    const world = editWorld();
    const { number, headBranch } = proposes(world, { [TEMPLATE]: "Hello\n" }, { by: actions });
    world.pulls.pushers.set(world.repository.head(headBranch), actions);
    approve(world, number, [mary]);
    expect((await evaluatePull(world.ports, number)).kind).toBe("edit-waiting");
    approve(world, number, [grace]);
    expect((await evaluatePull(world.ports, number)).kind).toBe("edit-landed");
  });

  it("A10 is missing from a log that GitHub has not brought up to date", async () => {
    const attack = await moveUnder(ONE);
    attack.world.pulls.pushers.set(pushCard(attack, eve, "# mine\n"), mary);
    attack.world.pulls.review(attack.move, mary);
    const late = toldOtherwise(attack.world, (pushes) => pushes.slice(1));
    expect(await outcomeOf(attack, late)).toBe("waiting");
  });

  it("A10 stays that person's when somebody else restores the deleted branch", async () => {
    const world = editWorld();
    const { number, headBranch } = proposes(world, { [TEMPLATE]: "Hello\n" });
    const commit = world.repository.push(headBranch, { [TEMPLATE]: "Hello you\n" }, ada);
    world.pulls.pushers.set(commit, grace);
    approve(world, number, [grace]);
    const restored = toldOtherwise(world, (pushes) => [{ after: commit, by: ada, created: true }, ...pushes]);
    expect((await evaluatePull(restored, number)).kind).toBe("edit-waiting");
    approve(world, number, [mary]);
    expect((await evaluatePull(restored, number)).kind).toBe("edit-landed");
  });
});
