import { expect, it } from "vitest";
import { type Event, eventSchema } from "../../core/registry/event.ts";
import { fold } from "../../core/registry/fold.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { requestFromComment } from "../../usecases/request-move.ts";
import { ada, churn, grace, mary, RegistryWorld } from "../support/registry-world.ts";

const place = (runId: number) => ({ repository: "acme/churn", runId });

async function register(world: RegistryWorld, runId: number): Promise<number> {
  const [outcome] = await registerVersion(world.ports, place(runId));
  if (outcome?.kind !== "registered") throw new Error(JSON.stringify(outcome));
  expect(await evaluatePull(world.ports, outcome.pull)).toMatchObject({ kind: "landed" });
  return outcome.pull;
}

async function ask(world: RegistryWorld, pull: number): Promise<number> {
  const outcome = await requestFromComment(world.ports, {
    pull,
    body: "/promote production",
    sender: ada,
  });
  if (outcome.kind !== "requested") throw new Error(JSON.stringify(outcome));
  return outcome.pull;
}

it("plays the whole story: two versions, the second displaces the first", async () => {
  const world = new RegistryWorld();
  world.train(1);
  world.train(2, { auc: 0.95 });
  const first = await register(world, 1);
  const firstMove = await ask(world, first);
  expect((await evaluatePull(world.ports, firstMove)).kind).toBe("waiting");
  world.pulls.review(firstMove, grace);
  expect((await evaluatePull(world.ports, firstMove)).kind).toBe("waiting");
  world.pulls.review(firstMove, mary);
  expect((await evaluatePull(world.ports, firstMove)).kind).toBe("landed");
  expect(await world.labels(first)).toEqual(["stage: production"]);

  const second = await register(world, 2);
  const secondMove = await ask(world, second);
  world.pulls.review(secondMove, grace);
  world.pulls.review(secondMove, mary);
  const landing = await evaluatePull(world.ports, secondMove);
  expect(landing).toMatchObject({ kind: "landed", troubles: [] });

  expect(world.stages().holders).toEqual({ archived: [1], production: [2] });
  expect(await world.labels(first)).toEqual(["stage: archived"]);
  expect(await world.labels(second)).toEqual(["stage: production"]);
  expect((await world.pulls.get(secondMove)).merged).toBe(true);
  expect([...world.repository.refs.keys()]).toEqual(["main"]);
  expect(world.files()).toMatchInlineSnapshot(`
    [
      "models/churn/log/000001-registered.json",
      "models/churn/log/000002-moved.json",
      "models/churn/log/000003-registered.json",
      "models/churn/log/000004-moved.json",
      "models/churn/stages.json",
      "models/churn/versions/1/card.md",
      "models/churn/versions/1/curves.parquet",
      "models/churn/versions/1/run.json",
      "models/churn/versions/1/version.json",
      "models/churn/versions/2/card.md",
      "models/churn/versions/2/curves.parquet",
      "models/churn/versions/2/run.json",
      "models/churn/versions/2/version.json",
      "pedigree.yml",
    ]
  `);

  const events = readEvents(world);
  expect(fold(churn, events)).toEqual(world.stages());
  const before = world.repository.head("main");
  const again = await reconcile(world.ports);
  expect(again.troubles).toEqual([]);
  expect(again.registrations.map(({ kind }) => kind)).toEqual(["exists", "exists"]);
  expect(world.repository.head("main")).toBe(before);
  expect(world.pulls.count).toBe(4);
});

function readEvents(world: RegistryWorld): readonly Event[] {
  const tip = world.repository.head("main");
  return world
    .files()
    .filter((path) => path.includes("/log/"))
    .map((path) => eventSchema.parse(JSON.parse(world.repository.text(tip, path) ?? "")));
}
