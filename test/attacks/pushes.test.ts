import { describe, expect, it } from "vitest";
import type { Account } from "../../core/people.ts";
import { mapKnown } from "../../core/policy/facts.ts";
import type { Push } from "../../core/ports/pull-requests.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { requestFromComment } from "../../usecases/request-move.ts";
import { approve, editWorld, proposes } from "../support/edit-play.ts";
import { asked, opened, registered } from "../support/registry-play.ts";
import { ada, app, eve, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { cardOf, moveUnder, outcomeOf, pushCard, worldUnder } from "../support/under-attack.ts";

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

describe("a commit that GitHub signed in the App's name", () => {
  it("A11 is not the App's where it did not make the branch with it: nobody's card passes for nobody's", async () => {
    const branch = "pedigree/register/churn/1";
    const elsewhere = new RegistryWorld();
    await opened(elsewhere, 1);
    const real = elsewhere.repository.head(branch);
    const files = [...elsewhere.repository.get(real).tree.keys()].filter((path) =>
      path.includes("versions/1"),
    );
    const texts = files.map((path): [string, string | Uint8Array] => [
      path,
      elsewhere.repository.bytes(real, path) ?? "",
    ]);
    const world = new RegistryWorld();
    world.train(1);
    const tip = world.repository.head("main");
    // A squash of a pull request of the App's, into a branch of the name that the App will look for.
    const squash = await world.repository.commit(
      tip,
      [tip],
      new Map([...texts, [cardOf(1), "# mine\n"]]),
      "Squash",
    );
    world.repository.refs.set(branch, squash);
    world.pulls.pushers.set(squash, mary);
    const outcome = await registerVersion(world.ports, { repository: "acme/churn", runId: 1 });
    expect(outcome).toMatchObject([{ kind: "refused", code: "PROVENANCE_REFUSED" }]);
    expect(world.checks.verdictOn(squash)).toBeUndefined();
    world.pulls.hidesPushes = true;
    const untold = registerVersion(world.ports, { repository: "acme/churn", runId: 1 });
    await expect(untold).rejects.toMatchObject({ code: "REMOTE_INCOMPLETE" });
    world.pulls.hidesPushes = false;
    world.pulls.pushers.set(squash, app);
    const known = await registerVersion(world.ports, { repository: "acme/churn", runId: 1 });
    expect(known).toMatchObject([{ kind: "registered" }]);
  });
});

describe("a branch of the App's name", () => {
  const branch = "pedigree/move/churn/1/production";
  const STAGES = "models/churn/stages.json";

  it("A10 that somebody made before holds nothing of theirs when the App asks for the move", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.repository.refs.set(branch, world.repository.head("main"));
    const theirs = world.repository.push(branch, { [STAGES]: "{}" }, mary);
    const move = await asked(world, home);
    expect((await world.pulls.get(move)).head).not.toBe(theirs);
    expect(world.repository.history(world.repository.head(branch))).not.toContain(theirs);
  });

  it("A10 that somebody pushes to before the App has marked its commit hides no part of theirs", async () => {
    const world = worldUnder(ONE);
    const home = await registered(world, 1);
    const { pulls } = world;
    const create: typeof pulls.create = async (pull) => {
      world.pulls.pushers.set(world.repository.push(branch, { [cardOf(1)]: "# mine\n" }, eve), mary);
      return pulls.create(pull);
    };
    const slow = { ...world.ports, pulls: Object.assign(Object.create(pulls), { create }) };
    const ask = { pull: home, body: "/promote production", sender: ada };
    const outcome = await requestFromComment(slow, ask);
    if (outcome.kind !== "requested") throw new Error(outcome.kind);
    pulls.review(outcome.pull, mary);
    expect(await outcomeOf({ world, move: outcome.pull })).toBe("waiting");
    pulls.review(outcome.pull, grace);
    expect(await outcomeOf({ world, move: outcome.pull })).toBe("landed");
  });
});

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
