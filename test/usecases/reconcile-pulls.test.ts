import { describe, expect, it } from "vitest";
import { reconcile } from "../../usecases/reconcile.ts";
import type { ReconcileMemory } from "../../usecases/reconcile-memory.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

async function waiting(policy = POLICY) {
  const world = new RegistryWorld(policy);
  const home = await registered(world, 1);
  const move = await asked(world, home);
  let memory: ReconcileMemory | undefined;
  const pass = async () => {
    const outcome = await reconcile(world.ports, memory === undefined ? {} : { memory });
    memory = outcome.memory;
    return outcome.evaluations;
  };
  // The first one writes the check and the body; the second sees the body that it changed.
  await pass();
  await pass();
  return { world, home, move, pass };
}

describe("an open promotion that did not change", () => {
  it("is judged no more, and no pull request is asked for by itself", async () => {
    const { world, pass } = await waiting();
    let gets = 0;
    const get = world.pulls.get.bind(world.pulls);
    world.pulls.get = (number) => {
      gets += 1;
      return get(number);
    };
    expect(await pass()).toEqual([]);
    expect(gets).toBe(0);
  });

  it.each([
    ["an approval", async ({ world, move }: Waiting) => world.pulls.review(move, grace)],
    [
      "a change of its text",
      ({ world, move }: Waiting) => world.pulls.updateText(move, { title: "mine", body: "mine now" }),
    ],
    [
      "a change of the policy",
      async ({ world }: Waiting) =>
        world.repository.push("main", { "pedigree.yml": POLICY.replace("count: 2", "count: 1") }, ada),
    ],
    [
      "a change of its model",
      async ({ world }: Waiting) =>
        world.repository.push("main", { "models/churn/model.yml": "description: better\n" }, ada),
    ],
  ])("is judged again after %s", async (_, change) => {
    const scene = await waiting();
    await change(scene);
    expect(await scene.pass()).toMatchObject([{ pull: scene.move }]);
  });

  it("is judged in the next pass, too, when it changed in the very second of the last one", async () => {
    const { world, move, pass } = await waiting();
    world.pulls.review(move, grace);
    const changed = Date.parse((await world.pulls.get(move)).updatedAt);
    world.now = () => new Date(changed + 1_000).toISOString();
    for (let n = 0; n < 3; n += 1) expect(await pass()).toMatchObject([{ pull: move }]);
  });

  it("is judged again within about an hour, for who is in a team shows nowhere in it", async () => {
    const { world, move, pass } = await waiting();
    world.people.teams.set("acme/leads", new Set([mary.id]));
    expect(await pass()).toEqual([]);
    const now = world.now.bind(world);
    world.now = () => new Date(Date.parse(now()) + 61 * 60_000).toISOString();
    expect(await pass()).toMatchObject([{ pull: move }]);
  });

  it("is judged in every pass where time or a check alone could let it land", async () => {
    const soaking = POLICY.replace(/approvals: .*\n/, "soak: 24h\n");
    const { move, pass } = await waiting(soaking);
    for (let n = 0; n < 2; n += 1) expect(await pass()).toMatchObject([{ pull: move }]);
  });
});

type Waiting = Awaited<ReturnType<typeof waiting>>;
