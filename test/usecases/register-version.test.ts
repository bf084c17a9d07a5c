import { describe, expect, it } from "vitest";
import { curveFiles } from "../../adapters/parquet/curves-parquet.ts";
import { commitShaSchema } from "../../core/names.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { thinCurve } from "../../core/run/curve-thinning.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { opened, registered } from "../support/registry-play.ts";
import { churn, POLICY, RegistryWorld, type TrainedRun } from "../support/registry-world.ts";

const place = (runId: number) => ({ repository: "acme/churn", runId });
const otherCommit = commitShaSchema.parse("f".repeat(40));

describe("provenance", () => {
  it.each<[string, TrainedRun]>([
    ["a fork", { workflowRun: { headRepositoryId: 666 } }],
    ["a head repository that GitHub does not name", { workflowRun: { headRepositoryId: null } }],
    ["a pull request", { provenance: { event: "pull_request" } }],
    ["a failed run", { workflowRun: { conclusion: "failure" } }],
    ["a run that is not finished", { workflowRun: { status: "in_progress", conclusion: null } }],
    ["another branch", { provenance: { branch: "dev" } }],
    ["another workflow", { provenance: { workflow: ".github/workflows/other.yml" } }],
    ["another repository", { workflowRun: { repository: { id: 100, fullName: "acme/other" } } }],
    ["an artifact of a fork", { artifact: { headRepositoryId: 666 } }],
    ["an artifact of another repository", { artifact: { repositoryId: 666 } }],
    ["another commit than the record says", { provenance: { commit: otherCommit } }],
    ["another run than the record says", { provenance: { runId: 1, runAttempt: 1, event: "schedule" } }],
    ["a record of a failed training", { run: { status: "failed" } }],
    ["a record without its trigger", { run: { trigger: null } }],
    ["an artifact of another experiment", { run: { experiment: "other" } }],
  ])("refuses %s", async (_, trained) => {
    const world = new RegistryWorld();
    world.train(1, trained);
    const repository = trained.workflowRun?.repository?.fullName ?? "acme/churn";
    const outcomes = await registerVersion(world.ports, { repository, runId: 1 });
    expect(outcomes).toMatchObject([{ kind: "refused", code: "PROVENANCE_REFUSED" }]);
    expect(world.pulls.count).toBe(0);
    expect([...world.repository.refs.keys()]).toEqual(["main"]);
  });

  it("refuses a model that the grant does not name", async () => {
    const world = new RegistryWorld(POLICY.replace("train.yml]", "train.yml], models: [fraud]"));
    world.train(1);
    expect(await registerVersion(world.ports, place(1))).toMatchObject([
      { kind: "refused", code: "PROVENANCE_REFUSED" },
    ]);
  });

  it.each<[string, TrainedRun]>([
    ["asks for nothing", { run: { registration: null } }],
    ["asks for another registry", { run: { registration: { registry: "acme/elsewhere", model: churn } } }],
  ])("leaves a run alone that %s", async (_, trained) => {
    const world = new RegistryWorld();
    world.train(1, trained);
    expect((await registerVersion(world.ports, place(1)))[0]?.kind).toBe("nothing");
  });

  it("accepts an artifact of an earlier attempt", async () => {
    const world = new RegistryWorld();
    await registered(world, 1, { provenance: { runAttempt: 2 } });
  });

  it("refuses the commit of a tag that is named like the branch", async () => {
    const world = new RegistryWorld();
    const { source } = world.train(1);
    if (source.commit !== null) world.runs.elsewhere.add(source.commit);
    expect(await registerVersion(world.ports, place(1))).toMatchObject([
      { kind: "refused", code: "PROVENANCE_REFUSED" },
    ]);
    expect(world.pulls.count).toBe(0);
  });

  it("refuses an expired artifact", async () => {
    const world = new RegistryWorld();
    world.train(1, { artifact: { expired: true } });
    expect(await registerVersion(world.ports, place(1))).toMatchObject([
      { kind: "refused", code: "ARTIFACT_INVALID" },
    ]);
  });
});

describe("curves", () => {
  const path = formatPath({ kind: "version-file", model: churn, version: 1, file: "curves.parquet" });
  const bytesIn = (world: RegistryWorld) => {
    const content = world.repository.bytes(world.repository.head("main"), path);
    if (content === undefined) throw new Error("no curves");
    return content;
  };
  const long = (points: number) =>
    Array.from({ length: points }, (_, step) => ({ step, time: null, value: Math.sin(step) }));

  it("are kept with 1,000 points a metric, in the same bytes every time", async () => {
    const curves = curveFiles.encode(
      new Map([
        ["loss", long(3_000)],
        ["auc", long(3)],
      ]),
    );
    const worlds = [new RegistryWorld(), new RegistryWorld()] as const;
    for (const world of worlds) await registered(world, 1, { curves });
    const kept = await curveFiles.decode(bytesIn(worlds[0]), "kept");
    expect([...kept.keys()]).toEqual(["auc", "loss"]);
    expect(kept.get("auc")).toEqual(long(3));
    expect(kept.get("loss")).toEqual(thinCurve(long(3_000), 1_000));
    expect(bytesIn(worlds[1])).toEqual(bytesIn(worlds[0]));
  });

  it.each([
    ["were not recorded", null],
    ["are empty", curveFiles.encode(new Map())],
  ])("are no file when they %s", async (_, curves) => {
    const world = new RegistryWorld();
    await registered(world, 1, { curves });
    expect(world.files()).not.toContain(path);
  });

  it("that cannot be read are refused, not kept", async () => {
    const world = new RegistryWorld();
    world.train(1, { curves: new Uint8Array([1, 2, 3]) });
    expect(await registerVersion(world.ports, place(1))).toMatchObject([
      { kind: "refused", code: "ARTIFACT_INVALID" },
    ]);
    expect(world.pulls.count).toBe(0);
  });
});

describe("a run is registered once", () => {
  it("before and after it has landed", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    const again = { kind: "exists", version: 1, pull };
    expect(await registerVersion(world.ports, place(1))).toMatchObject([again]);
    await evaluatePull(world.ports, pull);
    expect(await registerVersion(world.ports, place(1))).toMatchObject([again]);
    expect(world.pulls.count).toBe(1);
  });

  it("however many deliveries arrive at once", async () => {
    const world = new RegistryWorld();
    world.train(1);
    await Promise.allSettled([1, 1, 1].map((runId) => registerVersion(world.ports, place(runId))));
    await registerVersion(world.ports, place(1));
    expect(world.pulls.count).toBe(1);
    expect([...world.repository.refs.keys()]).toEqual(["main", "pedigree/register/churn/1"]);
  });

  it("and stays turned down once people closed its pull request", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    await world.pulls.close(pull);
    await world.repository.deleteBranch("pedigree/register/churn/1");
    await registered(world, 2);
    expect(await registerVersion(world.ports, place(1))).toMatchObject([{ kind: "refused" }]);
    expect(world.stages().holders).toEqual({ development: [2] });
  });
});

describe("numbers", () => {
  it("are each given once to runs that arrive together", async () => {
    const world = new RegistryWorld();
    for (const runId of [1, 2, 3]) world.train(runId);
    const outcomes = await Promise.all([1, 2, 3].map((runId) => registerVersion(world.ports, place(runId))));
    const versions = outcomes.flat().map((outcome) => ("version" in outcome ? outcome.version : 0));
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it.each([
    ["another run", 2, { kind: "registered", version: 2 }],
    ["the same run", 1, { kind: "exists", version: 1 }],
  ])("are not given again when %s landed while the branch was made", async (_, rival, expected) => {
    const world = new RegistryWorld();
    world.train(1);
    let isFirst = true;
    const repository = Object.assign(Object.create(world.repository), {
      createBranch: async (...args: Parameters<typeof world.repository.createBranch>) => {
        // The rival takes the number, lands and is gone before our branch is made.
        if (isFirst) await registered(world, rival);
        isFirst = false;
        return world.repository.createBranch(...args);
      },
    });
    expect(await registerVersion({ ...world.ports, repository }, place(1))).toMatchObject([expected]);
    expect(world.stages().versions["1"]?.run).toBe(String(rival).padStart(32, "0"));
  });

  it("go on after a crash between the branch and its pull request", async () => {
    const world = new RegistryWorld();
    world.train(1);
    const crash = async () => {
      throw new Error("killed");
    };
    const checks = Object.assign(Object.create(world.checks), { publish: crash });
    await expect(registerVersion({ ...world.ports, checks }, place(1))).rejects.toThrow("killed");
    const pulls = Object.assign(Object.create(world.pulls), { create: crash });
    await expect(registerVersion({ ...world.ports, pulls }, place(1))).rejects.toThrow("killed");
    expect(await registerVersion(world.ports, place(1))).toMatchObject([{ kind: "registered", version: 1 }]);
    expect((await evaluatePull(world.ports, 1)).kind).toBe("landed");
  });

  it("never vouch for a branch that holds something else than the run", async () => {
    const world = new RegistryWorld();
    await opened(world, 1);
    const path = formatPath({ kind: "version-file", model: churn, version: 1, file: "run.json" });
    const real = world.repository.head("pedigree/register/churn/1");
    const forged = (world.repository.text(real, path) ?? "").replace("0.9", "0.99");
    const fresh = new RegistryWorld();
    fresh.train(1);
    fresh.repository.refs.set("pedigree/register/churn/1", fresh.repository.head("main"));
    const files = [...world.repository.get(real).tree.keys()].filter((name) => name.includes("versions/1"));
    const pushed = Object.fromEntries(
      files.map((name) => [name, name === path ? forged : (world.repository.text(real, name) ?? "")]),
    );
    fresh.repository.push("pedigree/register/churn/1", pushed, null);
    expect(await registerVersion(fresh.ports, place(1))).toMatchObject([
      { kind: "refused", code: "PROVENANCE_REFUSED" },
    ]);
    expect(fresh.pulls.count).toBe(0);
  });
});
