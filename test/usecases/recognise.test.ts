import { describe, expect, it } from "vitest";
import type { Account } from "../../core/people.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import { recognise } from "../../usecases/recognise.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { requestFromLabel } from "../../usecases/request-move.ts";
import { asked, opened, registered, written } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const GOVERNED = POLICY.replace("access:", "access:\n  override: [{ user: grace }]");
const successor: Account = { id: 2, login: "acme-registry[bot]", bot: true };

/** The registry moves to another keeper, in whose name everything is done from now on. */
function handedOver(world: RegistryWorld): RegistryPorts {
  Object.assign(world.repository, { app: successor });
  return { ...world.ports, registry: { ...world.ports.registry, app: successor } };
}

describe("after the registry has moved to another keeper", () => {
  it("a version's merged pull request is its home still: each word there is heard", async () => {
    const world = new RegistryWorld(GOVERNED);
    const home = await registered(world, 1);
    const ports = handedOver(world);
    const say = (body: string, sender = ada) =>
      answerComment(ports, written(world, { pull: home, body, sender }));
    await reconcile(ports);
    expect(await say("/acknowledge the keeper is another one", grace)).toMatchObject({
      note: "acknowledged",
    });
    expect(await say("/explain")).toMatchObject({ kind: "explained" });
    expect(world.pulls.comments(home).at(-1)).toContain("stands in development");
    const moved = await say("/promote production");
    expect(moved).toMatchObject({ kind: "requested" });
    world.pulls.putLabel(home, "stage: archived", mary);
    const asks = { pull: home, label: "stage: archived", sender: mary };
    expect(await requestFromLabel(ports, asks)).toMatchObject({ kind: "requested", to: "archived" });
    expect(await world.labels(home)).toEqual(["stage: development"]);
  });

  it("an open pull request of the keeper of before stays foreign, and asking again opens one of one's own", async () => {
    const world = new RegistryWorld(GOVERNED);
    const home = await registered(world, 1);
    const move = await asked(world, home);
    const version = await opened(world, 2);
    const ports = handedOver(world);
    for (const pull of [move, version]) {
      expect((await recognise(ports, await world.pulls.get(pull))).kind).toBe("foreign");
    }
    await reconcile(ports);
    const again = written(world, { pull: home, body: "/promote production", sender: ada });
    const outcome = await answerComment(ports, again);
    if (outcome.kind !== "requested") throw new Error(JSON.stringify(outcome));
    expect(outcome.pull).not.toBe(move);
    expect((await world.pulls.get(move)).state).toBe("closed");
  });

  it("the number alone makes no home, nor does the branch's name alone", async () => {
    const world = new RegistryWorld();
    const first = await world.pulls.get(await registered(world, 1));
    const second = await world.pulls.get(await registered(world, 2));
    const ports = handedOver(world);
    const kinds = [
      first,
      { ...first, number: second.number },
      { ...first, headBranch: second.headBranch },
      { ...first, headBranch: "feature" },
      { ...first, headBranch: "pedigree/move/churn/1/production" },
      { ...first, headBranch: "pedigree/register/fraud/1" },
      { ...first, headInRepository: false },
      { ...first, base: "loose" },
      { ...first, merged: false },
    ].map(async (pull) => (await recognise(ports, pull)).kind);
    expect(await Promise.all(kinds)).toEqual(["finished", ...Array.from({ length: 8 }, () => "foreign")]);
  });
});
