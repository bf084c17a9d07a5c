import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { modelNameSchema, runIdSchema } from "../../core/names.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { findNextNumber, landedVersionOf, readClaims, readRunId } from "../../usecases/version-claims.ts";
import { opened, registered } from "../support/registry-play.ts";
import { ada, churn, RegistryWorld } from "../support/registry-world.ts";

const runOf = (runId: number) => runIdSchema.parse(String(runId).padStart(32, "0"));
const branch = (version: number, model = "churn") => `pedigree/register/${model}/${version}`;
const next = async (world: RegistryWorld) =>
  findNextNumber(world.ports, churn, await readClaims(world.ports, churn));

/** A branch as anybody with write access may push it. */
function push(world: RegistryWorld, name: string, text = ""): void {
  world.repository.refs.set(name, world.repository.head("main"));
  world.repository.push(name, { "x.txt": text }, ada);
}

describe("claims", () => {
  it("are the branches of this model, in the order of their numbers", async () => {
    const world = new RegistryWorld();
    await opened(world, 1);
    await opened(world, 2);
    push(world, branch(10));
    push(world, branch(1, "churn-eu"));
    push(world, "pedigree/register/churn/x");
    push(world, "pedigree/move/churn/1/production");
    const { claims } = await readClaims(world.ports, churn);
    expect(claims.map(({ version, run }) => [version, run])).toEqual([
      [1, runOf(1)],
      [2, runOf(2)],
      [10, undefined],
    ]);
  });

  it("of another model are that model's", async () => {
    const world = new RegistryWorld();
    await opened(world, 1);
    const { claims } = await readClaims(world.ports, modelNameSchema.parse("churn-eu"));
    expect(claims).toEqual([]);
  });

  it("know no run of a branch that cannot be read, and do not hide a GitHub that does not answer", async () => {
    const world = new RegistryWorld();
    push(world, branch(1));
    const place = { commit: world.repository.head(branch(1)), model: churn, version: 1 };
    expect(await readRunId(world.ports, place)).toBeUndefined();
    const path = formatPath({ kind: "version-file", model: churn, version: 1, file: "version.json" });
    world.repository.push(branch(1), { [path]: "{" }, ada);
    expect(
      await readRunId(world.ports, { ...place, commit: world.repository.head(branch(1)) }),
    ).toBeUndefined();
    const unavailable = new PedigreeError("REMOTE_UNAVAILABLE", "down");
    const repository = Object.assign(Object.create(world.repository), {
      tree: () => Promise.reject(unavailable),
    });
    await expect(readRunId({ repository }, place)).rejects.toBe(unavailable);
  });
});

describe("the next number", () => {
  it("is not asked for a million times because of a branch that somebody pushed far away", async () => {
    const world = new RegistryWorld();
    await opened(world, 1);
    push(world, branch(1_000_000));
    let asked = 0;
    const find = world.pulls.findByBranch.bind(world.pulls);
    world.pulls.findByBranch = (name) => {
      asked += 1;
      return find(name);
    };
    expect((await next(world)).next).toBe(2);
    expect(asked).toBeLessThan(5);
  });

  it("is the first that nobody has used", async () => {
    const world = new RegistryWorld();
    expect(await next(world)).toEqual({ next: 1, closed: [] });
    await registered(world, 1);
    expect((await next(world)).next).toBe(2);
    await opened(world, 2);
    expect((await next(world)).next).toBe(3);
  });

  it("comes after every claim, also one that skipped some", async () => {
    const world = new RegistryWorld();
    push(world, branch(7));
    expect((await next(world)).next).toBe(8);
  });

  it("is none that people turned down, which are told", async () => {
    const world = new RegistryWorld();
    const pull = await opened(world, 1);
    await world.pulls.close(pull);
    await world.repository.deleteBranch(branch(1));
    const found = await next(world);
    expect(found.next).toBe(2);
    expect(found.closed.map((one) => [one.version, one.pull.number])).toEqual([[1, pull]]);
  });
});

it("finds the landed version of a run, and of no other", async () => {
  const world = new RegistryWorld();
  const pull = await registered(world, 1);
  expect(landedVersionOf(world.stages(), runOf(1))).toEqual({ version: 1, pull });
  expect(landedVersionOf(world.stages(), runOf(2))).toBeUndefined();
});
