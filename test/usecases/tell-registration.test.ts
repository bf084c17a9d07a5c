import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { registered } from "../support/registry-play.ts";
import { ada, POLICY, RegistryWorld, type TrainedRun } from "../support/registry-world.ts";

const PLACE = { repository: "acme/churn", runId: 1 };
const DEV: TrainedRun = { provenance: { branch: "dev" } };
const NOT_GRANTED = POLICY.replace("train.yml]", "train.yml], models: [fraud]");

async function refused(trained: TrainedRun, policy = POLICY) {
  const world = new RegistryWorld(policy);
  world.train(1, trained);
  await registerVersion(world.ports, PLACE);
  return world;
}

describe("a refused registration", () => {
  it.each<[string, TrainedRun, string, RegExp]>([
    ["a branch that is not granted", DEV, POLICY, /branch: expected main, found dev/],
    ["a workflow that is not granted", { provenance: { workflow: "x.yml" } }, POLICY, /workflow: expected/],
    ["a model that is not granted", {}, NOT_GRANTED, /model: expected/],
    ["curves that cannot be read", { curves: new Uint8Array([1, 2, 3]) }, POLICY, /curves/],
  ])("is told on the training commit: %s", async (_, trained, policy, why) => {
    const { registrationChecks } = await refused(trained, policy);
    expect(registrationChecks.words).toMatchObject([
      {
        repository: "acme/churn",
        commit: "1".padStart(40, "a"),
        outcome: "neutral",
        title: "Not registered: churn",
        summary: expect.stringMatching(why),
      },
    ]);
    expect(registrationChecks.words[0]?.summary).toContain("What to do");
  });

  it("is told of a record that cannot be read, as nobody knows what it asks for", async () => {
    const world = new RegistryWorld();
    world.train(1);
    const tooLarge = async () => {
      throw new PedigreeError("ARTIFACT_INVALID", "run.json is larger than 1 MiB");
    };
    const runs = Object.assign(Object.create(world.runs), { read: tooLarge });
    await registerVersion({ ...world.ports, runs }, PLACE);
    expect(world.registrationChecks.words).toMatchObject([
      { title: "This run was not registered", summary: expect.stringContaining("1 MiB") },
    ]);
    expect(world.registrationChecks.words[0]?.summary).toContain("mend what the run recorded");
  });

  it.each<[string, TrainedRun]>([
    ["asks for nothing", { ...DEV, run: { registration: null } }],
    ["of a pull request", { provenance: { event: "pull_request" } }],
    ["of a fork", { workflowRun: { headRepositoryId: 666 } }],
    ["that failed", { workflowRun: { conclusion: "failure" } }],
  ])("is told of no run %s", async (_, trained) => {
    expect((await refused(trained)).registrationChecks.words).toEqual([]);
  });

  it("is told once for a run and reason, also by the reconciler after a restart", async () => {
    const world = await refused(DEV);
    await registerVersion(world.ports, PLACE);
    for (let pass = 0; pass < 2; pass++) await reconcile(world.ports);
    expect(world.registrationChecks.writes).toBe(1);
  });

  it("is told of each run of a commit by itself, and neither undoes the other", async () => {
    const world = await refused(DEV);
    const commit = world.registrationChecks.words[0]?.commit;
    if (commit === undefined) throw new Error("nothing told");
    const { source } = world.train(2, { provenance: { branch: "dev", commit } });
    world.train(2, { provenance: { branch: "dev", commit }, run: { source: { ...source, commit } } });
    for (let pass = 0; pass < 3; pass++) await reconcile(world.ports);
    expect(world.registrationChecks.words.map(({ key }) => key.split(":")[1])).toEqual(["1", "2"]);
    expect(world.registrationChecks.writes).toBe(2);
  });

  it("is taken back when the run is registered later, for good", async () => {
    const world = await refused({}, NOT_GRANTED);
    const granting = (policy: string) => world.repository.push("main", { "pedigree.yml": policy }, ada);
    granting(POLICY);
    await registerVersion(world.ports, PLACE);
    expect(world.registrationChecks.words).toMatchObject([
      { outcome: "success", title: "Registered: churn 1" },
    ]);
    granting(NOT_GRANTED);
    await registerVersion(world.ports, PLACE);
    expect(world.registrationChecks.words).toMatchObject([{ outcome: "success" }]);
    expect(world.registrationChecks.writes).toBe(2);
  });

  it("is not told of a run that was registered before the policy became stricter", async () => {
    const world = new RegistryWorld();
    await registered(world, 1);
    world.repository.push("main", { "pedigree.yml": NOT_GRANTED }, ada);
    expect(await registerVersion(world.ports, PLACE)).toMatchObject([{ kind: "refused" }]);
    expect(world.registrationChecks.words).toEqual([]);
  });

  it("stays with the log where no checks may be written", async () => {
    const world = new RegistryWorld();
    world.train(1, DEV);
    world.registrationChecks.deaf.add("acme/churn");
    expect(await registerVersion(world.ports, PLACE)).toMatchObject([{ kind: "refused" }]);
    expect(world.registrationChecks.words).toEqual([]);
  });

  it("shows a branch's name as text, whatever it holds", async () => {
    const { registrationChecks } = await refused({ provenance: { branch: "`<img src=x>@ada" } });
    expect(registrationChecks.words[0]?.summary).toContain(
      "``branch: expected main, found `<img src=x>@ada``",
    );
    expect(registrationChecks.words[0]?.title).not.toContain("img");
  });
});
