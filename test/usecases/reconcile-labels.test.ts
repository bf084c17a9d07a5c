import { describe, expect, it } from "vitest";
import { LabelGuard } from "../../usecases/label-guard.ts";
import { projectVersionLabel } from "../../usecases/project.ts";
import { readRegistry } from "../../usecases/read-registry.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { repairAllLabels } from "../../usecases/reconcile-labels.ts";
import { reportDeployment } from "../../usecases/report-deployment.ts";
import { stage } from "../support/facts.ts";
import { asked, promoted, registered } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

/** A repository into which somebody copied a registry of two versions, with one pull request of its own: #1. */
async function copied(policy = POLICY) {
  const original = new RegistryWorld(policy);
  await promoted(original, await registered(original, 1), [grace, mary]);
  await registered(original, 2);
  const world = new RegistryWorld(policy);
  const { repository } = original;
  const tip = repository.head("main");
  const texts = original.files().map((path) => [path, repository.text(tip, path) ?? ""] as const);
  const text = texts.filter(([path]) => !path.endsWith(".parquet"));
  world.repository.push("main", Object.fromEntries(text), ada);
  world.repository.refs.set("fix-typo", world.repository.head("main"));
  world.repository.push("fix-typo", { "README.md": "Models\n" }, ada);
  const { number } = world.pulls.openBy(ada, { title: "Fix a typo", body: "", head: "fix-typo" });
  return { world, original, stranger: number };
}

/** The ports, with the numbers of the pull requests that are asked for by themselves. */
function counted(world: RegistryWorld) {
  const asks: number[] = [];
  const pulls = Object.assign(Object.create(world.pulls), {
    get: (number: number) => {
      asks.push(number);
      return world.pulls.get(number);
    },
  });
  return { ports: { ...world.ports, pulls }, asks };
}

describe("in a repository to which a registry was copied", () => {
  it("nobody else's pull request gets a label, and none that is not there is asked for", async () => {
    const { world, stranger } = await copied();
    expect(world.stages().versions[1]?.pull).toBe(stranger);
    const { ports, asks } = counted(world);
    const first = await reconcile(ports);
    expect(first.troubles).toEqual([]);
    expect(await world.labels(stranger)).toEqual([]);
    asks.length = 0;
    expect((await reconcile(ports, first)).troubles).toEqual([]);
    // It is open, and judged as every open pull request is.
    expect(asks.filter((number) => number !== stranger)).toEqual([]);
    const guard = new LabelGuard();
    await repairAllLabels(ports, { state: await readRegistry(ports), guard }, []);
    expect(await world.labels(stranger)).toEqual([]);
  });

  it("a landing gives it none either", async () => {
    const { world, stranger } = await copied();
    const move = { version: 1, from: stage("development") };
    expect(await projectVersionLabel(world.ports, world.stages(), move)).toEqual({ changed: false });
    expect(await world.labels(stranger)).toEqual([]);
  });

  it("nothing is said of a deployment there", async () => {
    const { world, original } = await copied(
      POLICY.replace("displaced: archived", "displaced: archived\n    then: { deployment: production }"),
    );
    const [deployment] = original.deployments.all;
    if (deployment === undefined) throw new Error("nothing was deployed");
    const made = world.deployments.createBy(world.ports.registry.app, "production", deployment.notice);
    world.deployments.report(made.id, "success", mary);
    expect(await reportDeployment(world.ports, made)).toEqual({ written: false });
  });
});

it("a version's own pull request gets its label back, from the listing alone", async () => {
  const world = new RegistryWorld();
  const home = await registered(world, 1);
  const move = await asked(world, home);
  const { ports, asks } = counted(world);
  const { memory } = await reconcile(ports);
  await world.pulls.removeLabel(home, "stage: development");
  asks.length = 0;
  await reconcile(ports, { memory });
  expect(await world.labels(home)).toEqual(["stage: development"]);
  expect(asks).not.toContain(home);
  expect(await world.labels(move)).toEqual([]);
});
