import { expect, it } from "vitest";
import { projectVersionLabel, restoreLabels } from "../../usecases/project.ts";
import { requestFromLabel } from "../../usecases/request-move.ts";
import { stage } from "../support/facts.ts";
import { opened, registered } from "../support/registry-play.ts";
import { ada, RegistryWorld } from "../support/registry-world.ts";

it("gives a version's home the label of its stage, and leaves other labels alone", async () => {
  const world = new RegistryWorld();
  const home = await registered(world, 1);
  world.pulls.putLabel(home, "bug", ada);
  world.pulls.putLabel(home, "stage: archived", ada);
  await world.pulls.removeLabel(home, "stage: development");
  const move = { version: 1, from: stage("archived") };
  expect(await projectVersionLabel(world.ports, world.stages(), move)).toEqual({ changed: true });
  expect([...(await world.labels(home))].sort()).toEqual(["bug", "stage: development"]);
  expect(await projectVersionLabel(world.ports, world.stages(), move)).toEqual({ changed: false });
  expect(await projectVersionLabel(world.ports, world.stages(), { ...move, version: 9 })).toEqual({
    changed: false,
  });
});

it("keeps a label that a person put on until it is heard: swapping two labels tells of the removal first", async () => {
  const world = new RegistryWorld();
  const home = await registered(world, 1);
  world.pulls.putLabel(home, "stage: production", ada);
  await world.pulls.removeLabel(home, "stage: development");
  expect(await restoreLabels(world.ports, home)).toEqual({ changed: true });
  expect([...(await world.labels(home))].sort()).toEqual(["stage: development", "stage: production"]);
  const asked = await requestFromLabel(world.ports, { pull: home, label: "stage: production", sender: ada });
  expect(asked).toMatchObject({ kind: "requested", to: "production" });
  expect(await world.labels(home)).toEqual(["stage: development"]);
});

it("leaves no stage label on a pull request that is not a registered version's home", async () => {
  const world = new RegistryWorld();
  const pull = await opened(world, 1);
  world.pulls.putLabel(pull, "stage: production", ada);
  expect(await restoreLabels(world.ports, pull)).toEqual({ changed: true });
  expect(await world.labels(pull)).toEqual([]);
});

it("does not touch other people's pull requests", async () => {
  const world = new RegistryWorld();
  world.repository.refs.set("feature", world.repository.head("main"));
  world.repository.push("feature", { "x.txt": "x" }, ada);
  const { number } = world.pulls.openBy(ada, { title: "x", body: "", head: "feature" });
  world.pulls.putLabel(number, "stage: production", ada);
  expect(await restoreLabels(world.ports, number)).toEqual({ changed: false });
});
