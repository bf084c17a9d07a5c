import { expect, test } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { useWorld } from "./support/judged.ts";

const world = useWorld();

function registry(): Repository {
  const [repository] = world().sandbox.world.state.repositories;
  if (repository === undefined) throw new Error("no repository");
  return repository;
}

async function tip(): Promise<string> {
  const sha = await world().sandbox.world.git(registry()).ref("refs/heads/main");
  if (sha === null) throw new Error("no main branch");
  return sha;
}

async function create(name: string): Promise<void> {
  const { sandbox } = world();
  const change = { ref: `refs/heads/${name}`, expected: null, to: await tip() };
  await sandbox.world.moveRef({ repository: registry(), actorId: sandbox.createUser("bob").id, ...change });
}

test("a listener may move refs itself, and each change is told to all before the next", async () => {
  const { sandbox } = world();
  const told: string[] = [];
  sandbox.world.onRefMoved(async ({ ref }) => {
    told.push(`first ${ref}`);
    if (ref === "refs/heads/a") await create("caused-by-a");
  });
  sandbox.world.onRefMoved(({ ref }) => void told.push(`second ${ref}`));
  await Promise.all([create("a"), create("b")]);
  const caused = told.indexOf("first refs/heads/caused-by-a");
  expect(told.slice(caused - 1, caused + 3)).toEqual([
    "first refs/heads/a",
    "first refs/heads/caused-by-a",
    "second refs/heads/caused-by-a",
    "second refs/heads/a",
  ]);
  expect(told).toHaveLength(6);
});

test("a change that lost is told to nobody and names the status", async () => {
  const { sandbox } = world();
  const told: string[] = [];
  await create("a");
  sandbox.world.onRefMoved(({ ref }) => void told.push(ref));
  await expect(create("a")).rejects.toMatchObject({ status: 422 });
  expect(told).toEqual([]);
});

test("a listener that fails does not stop what comes after", async () => {
  const { sandbox } = world();
  const told: string[] = [];
  sandbox.world.onRefMoved(({ ref }) => {
    told.push(ref);
    if (ref === "refs/heads/a") throw new Error("a defect");
  });
  await expect(create("a")).rejects.toThrow("a defect");
  await create("b");
  expect(told).toEqual(["refs/heads/a", "refs/heads/b"]);
});
