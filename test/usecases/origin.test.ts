import { expect, it } from "vitest";
import { formatCheckKey } from "../../core/registry/check-key.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { findOrigin } from "../../usecases/origin.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, eve, RegistryWorld } from "../support/registry-world.ts";

async function request() {
  const world = new RegistryWorld();
  const move = await asked(world, await registered(world, 1));
  const origin = async () => {
    const pull = await world.pulls.get(move);
    const [checks, commits] = [await world.checks.list(pull.head), await world.pulls.commits(move)];
    return findOrigin(world.ports, pull, { checks, commits });
  };
  return { world, move, origin };
}

it("is found at the head, and below what people pushed on top", async () => {
  const { world, move, origin } = await request();
  const { head, headBranch } = await world.pulls.get(move);
  const found = { commit: head, origin: { kind: "move", pull: move, requester: ada, from: "development" } };
  expect(await origin()).toEqual(found);
  world.repository.push(headBranch, { "models/churn/versions/1/card.md": "# x\n" }, eve);
  expect(await origin()).toEqual(found);
});

it("survives every later verdict on the same commit", async () => {
  const { world, move, origin } = await request();
  await evaluatePull(world.ports, move);
  await evaluatePull(world.ports, move);
  expect((await origin())?.origin).toMatchObject({ requester: ada });
});

it("is not found once the first commit was replaced", async () => {
  const { world, move, origin } = await request();
  const { headBranch } = await world.pulls.get(move);
  world.repository.refs.set(headBranch, world.repository.head("main"));
  world.repository.push(headBranch, { "models/churn/stages.json": "{}" }, eve);
  expect(await origin()).toBeUndefined();
});

it("is not taken from a verdict that remembers nothing", async () => {
  const { world, origin } = await request();
  world.checks.verdicts.forEach((verdict, id) => {
    world.checks.verdicts.set(id, {
      ...verdict,
      key: formatCheckKey({ origin: null, verdict: null, shownSince: null }),
    });
  });
  expect(await origin()).toBeUndefined();
});
