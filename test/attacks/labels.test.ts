import { afterEach, describe, expect, it } from "vitest";
import { LabelGuard, repairOnce } from "../../usecases/label-guard.ts";
import { restoreLabels } from "../../usecases/project.ts";
import { readRegistry } from "../../usecases/read-registry.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { repairAllLabels } from "../../usecases/reconcile-labels.ts";
import { registered } from "../support/registry-play.ts";
import { ada, RegistryWorld } from "../support/registry-world.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const BOT = { id: 77, login: "tidy[bot]", bot: true };
const AT = { owner: "acme", repo: "registry" };

describe("labels set by hand", () => {
  it("B1 end as the registry says, whoever puts them on or takes them off", async () => {
    const world = new RegistryWorld();
    const homes = [await registered(world, 1), await registered(world, 2)];
    let { memory } = await reconcile(world.ports);
    const guard = new LabelGuard();
    for (const home of homes) {
      world.pulls.putLabel(home, "Stage: ARCHIVED", BOT);
      await world.pulls.removeLabel(home, "stage: development");
      ({ memory } = await reconcile(world.ports, { memory, guard }));
      expect(await world.labels(home)).toEqual(["stage: development"]);
    }
  });

  it("B1 are no quarrel without end: five repairs an hour, one word about it, then silence", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const guard = new LabelGuard();
    for (let round = 0; round < 12; round += 1) {
      world.pulls.putLabel(home, "stage: archived", BOT);
      await repairOnce(world.ports, { guard, pull: home }, () => restoreLabels(world.ports, home));
    }
    expect(await world.labels(home)).toEqual(["stage: development", "stage: archived"]);
    const alerts = world.pulls.comments(home).filter((text) => text.includes("changed again and again"));
    expect(alerts).toHaveLength(1);
    // Another pull request is another matter.
    const other = await registered(world, 2);
    world.pulls.putLabel(other, "stage: archived", BOT);
    await repairOnce(world.ports, { guard, pull: other }, () => restoreLabels(world.ports, other));
    expect(await world.labels(other)).toEqual(["stage: development"]);
  });
});

describe("stage labels in the repository's settings", () => {
  it.each([
    ["deleted", (world: RegistryWorld) => world.pulls.deleteLabel("stage: development")],
    ["renamed", (world: RegistryWorld) => world.pulls.renameLabel("stage: development", "dev")],
    [
      "renamed to another stage",
      (world: RegistryWorld) => world.pulls.renameLabel("stage: development", "stage: production"),
    ],
  ])("B2 that are %s come back on every version, though no pull request changed", async (_, attack) => {
    const world = new RegistryWorld();
    const homes = [await registered(world, 1), await registered(world, 2)];
    const { memory } = await reconcile(world.ports);
    attack(world);
    const outcome = await reconcile(world.ports, { memory });
    expect(outcome.requests).toEqual([]);
    for (const home of homes) {
      const labels = await world.labels(home);
      expect(labels.filter((label) => label.startsWith("stage: "))).toEqual(["stage: development"]);
    }
  });

  it("B2 that are recased are the same label, and nothing is written", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    const { memory } = await reconcile(world.ports);
    world.pulls.renameLabel("stage: development", "Stage: Development");
    await reconcile(world.ports, { memory });
    expect(await world.labels(home)).toEqual(["Stage: Development"]);
  });

  it("B2 do not cost a request that somebody made by a label at the same moment", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    world.pulls.putLabel(home, "stage: production", ada);
    world.pulls.deleteLabel("stage: development");
    const requests: { kind: string }[] = [];
    const work = { state: await readRegistry(world.ports), guard: new LabelGuard() };
    await repairAllLabels(world.ports, work, Object.assign(requests, []));
    expect(requests).toMatchObject([{ kind: "requested", to: "production" }]);
    expect(await world.labels(home)).toEqual(["stage: development"]);
  });
});

describe("on a real registry", () => {
  const worlds: AppWorld[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  it("B2 a label that is deleted in the settings comes back by its webhook", async () => {
    const world = await startAppWorld();
    worlds.push(world);
    const { github } = world;
    await train(github, await createTrainingRepository(github), { metrics: { auc: 0.9 } });
    await world.settle();
    const names = async () =>
      (await github.as("alice").rest.issues.listLabelsOnIssue({ ...AT, issue_number: 1 })).data.map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(["stage: development"]);
    await github.as("alice").rest.issues.deleteLabel({ ...AT, name: "stage: development" });
    expect(await names()).toEqual([]);
    await world.settle();
    expect(await names()).toEqual(["stage: development"]);
    await github.as("alice").rest.issues.updateLabel({ ...AT, name: "stage: development", new_name: "dev" });
    await world.settle();
    expect(await names()).toEqual(["dev", "stage: development"]);
    expect(github.judge.violations).toEqual([]);
  });
});
