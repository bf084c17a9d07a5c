import { describe, expect, it } from "vitest";
import type { Account } from "../../core/people.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { asked, opened, promoted, registered, written } from "../support/registry-play.ts";
import { ada, eve, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const GOVERNED = POLICY.replace("access:", "access:\n  override: [{ user: grace }]");
const say = (world: RegistryWorld, pull: number, body: string, sender: Account = grace) =>
  answerComment(world.ports, written(world, { pull, body, sender }));

/** A move that lacks nothing. */
async function approved(world: RegistryWorld, home: number): Promise<number> {
  const move = await asked(world, home);
  world.pulls.review(move, grace);
  world.pulls.review(move, mary);
  return move;
}

const landed = async (world: RegistryWorld, pull: number) => (await evaluatePull(world.ports, pull)).kind;

describe("a frozen model", () => {
  it("lands nothing, and says who froze it and why, until it is unfrozen", async () => {
    const world = new RegistryWorld(GOVERNED);
    const move = await approved(world, await registered(world, 1));
    const version = await opened(world, 2);
    expect(await say(world, move, "/freeze the data has drifted")).toMatchObject({ note: "frozen" });
    expect(await landed(world, move)).toBe("waiting");
    expect(await landed(world, version)).toBe("waiting");
    const { head } = await world.pulls.get(move);
    expect(world.checks.verdictOn(head)?.summary).toContain("the data has drifted");
    expect(world.stages().frozen).toMatchObject({ by: grace, reason: "the data has drifted" });
    expect(await say(world, move, "/unfreeze")).toMatchObject({ note: "unfrozen" });
    expect(await landed(world, move)).toBe("landed");
    expect(await landed(world, version)).toBe("landed");
    expect(world.stages().frozen).toBeUndefined();
  });

  it("still lands a rollback", async () => {
    const world = new RegistryWorld(GOVERNED);
    const home = await registered(world, 1);
    await promoted(world, home, [grace, mary]);
    await promoted(world, await registered(world, 2), [grace, mary]);
    await say(world, home, "/freeze churn the new one is wrong");
    const back = await asked(world, home, { body: "/rollback production" });
    world.pulls.review(back, mary);
    expect(await landed(world, back)).toBe("landed");
    expect(world.stages().frozen?.reason).toBe("the new one is wrong");
  });

  it.each([
    ["by somebody without the right", "/freeze because I can do it", eve, "ACCESS_DENIED"],
    ["by the requester without the right", "/freeze because I can do it", ada, "ACCESS_DENIED"],
    ["without a reason", "/freeze", grace, "MOVE_REFUSED"],
    ["with hardly a reason", "/freeze churn bad", grace, "MOVE_REFUSED"],
    ["to unfreeze what is not frozen", "/unfreeze", grace, "MOVE_REFUSED"],
    ["to acknowledge what never happened", "/acknowledge looked into it", grace, "MOVE_REFUSED"],
  ])("is not made %s", async (_, body, sender, code) => {
    const world = new RegistryWorld(GOVERNED);
    const home = await registered(world, 1);
    const tip = world.repository.head("main");
    expect(await say(world, home, body, sender)).toMatchObject({ kind: "refused", code });
    expect(world.repository.head("main")).toBe(tip);
    expect(world.pulls.comments(home)).toHaveLength(1);
  });

  it("is nobody's to make where the policy names nobody", async () => {
    const world = new RegistryWorld();
    const outcome = await say(world, await registered(world, 1), "/freeze for a good reason");
    expect(outcome).toMatchObject({ kind: "refused", code: "ACCESS_DENIED" });
  });

  it("is frozen although somebody else's landing was faster", async () => {
    const world = new RegistryWorld(GOVERNED);
    const home = await registered(world, 1);
    let races = 0;
    const advance = async (commit: Parameters<typeof world.repository.advance>[0]) => {
      races += 1;
      if (races === 1) world.repository.push("main", { "models/churn/model.yml": "schemaVersion: 1\n" }, ada);
      return world.repository.advance(commit);
    };
    const repository = Object.assign(Object.create(world.repository), { advance });
    const comment = { pull: home, body: "/freeze for a good reason", sender: grace };
    expect(await answerComment({ ...world.ports, repository }, written(world, comment))).toMatchObject({
      kind: "noted",
    });
    expect(world.files()).toContain("models/churn/model.yml");
    expect(world.stages().frozen).toBeDefined();
  });
});
