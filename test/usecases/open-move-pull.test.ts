import { describe, expect, it, vi } from "vitest";
import { formatPath } from "../../core/registry/layout.ts";
import { stagesSchema } from "../../core/registry/stages.ts";
import { openMovePull } from "../../usecases/open-move-pull.ts";
import { readModel, readRegistry } from "../../usecases/read-registry.ts";
import { stage } from "../support/facts.ts";
import { promoted, registered } from "../support/registry-play.ts";
import { ada, churn, eve, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const stagesPath = formatPath({ kind: "stages", model: churn });

async function open(world: RegistryWorld, requester = ada, version = 1) {
  const state = await readRegistry(world.ports);
  const model = await readModel(world.ports, state.tree, churn);
  const place = { model: churn, version };
  return openMovePull(world.ports, { kind: "move", place, to: stage("production"), requester, state, model });
}

async function prepared() {
  const world = new RegistryWorld();
  await registered(world, 1);
  return world;
}

describe("a move's pull request", () => {
  it("shows in its diff what would change, and nothing else", async () => {
    const world = await prepared();
    const { created, pull } = await open(world);
    expect(created).toBe(true);
    const files = await world.pulls.files(pull.number);
    expect(files.known && files.value.map(({ path }) => path)).toEqual([stagesPath]);
    const preview = stagesSchema.parse(JSON.parse(world.repository.text(pull.head, stagesPath) ?? ""));
    expect(preview.holders).toEqual({ production: [1] });
    expect(preview.sequence).toBe(world.stages().sequence);
    expect(world.stages().holders).toEqual({ development: [1] });
  });

  it("shows whom it would displace", async () => {
    const world = await prepared();
    await promoted(world, 1, [grace, mary]);
    await registered(world, 2);
    const { pull } = await open(world, ada, 2);
    const preview = stagesSchema.parse(JSON.parse(world.repository.text(pull.head, stagesPath) ?? ""));
    expect(preview.holders).toEqual({ production: [2], archived: [1] });
  });

  it("tells in its body what is still missing", async () => {
    const { pull } = await open(await prepared());
    expect(pull.body).toContain("2 approvals");
    expect(pull.body).toContain("auc");
  });
});

describe("asking again", () => {
  it("leads to the same pull request, whoever asks", async () => {
    const world = await prepared();
    const first = await open(world);
    const again = await open(world, grace);
    expect(again).toMatchObject({ created: false, pull: { number: first.pull.number } });
  });

  it("opens another one after the first was closed", async () => {
    const world = await prepared();
    const first = await open(world);
    world.repository.push(first.pull.headBranch, { "left.txt": "of the first" }, eve);
    await world.pulls.close(first.pull.number);
    const again = await open(world, grace);
    expect(again.created).toBe(true);
    expect(again.pull.number).not.toBe(first.pull.number);
    expect(world.repository.get(again.pull.head).tree.has("left.txt")).toBe(false);
    expect(world.checks.verdictOn(again.pull.head)?.key).toContain(`:${grace.id}:grace`);
  });

  it("writes into the check that the same commit has already", async () => {
    const world = await prepared();
    const first = await open(world);
    await world.pulls.close(first.pull.number);
    vi.spyOn(world.repository, "commit").mockResolvedValue(first.pull.head);
    const again = await open(world, grace);
    expect(again.pull).toMatchObject({ head: first.pull.head, state: "open" });
    const checks = [...world.checks.verdicts.values()].filter(({ head }) => head === again.pull.head);
    expect(checks.map(({ key }) => key)).toEqual([
      `move:${again.pull.number}:user:${grace.id}:grace:development -`,
    ]);
  });

  it("closes one whose requester can no longer be proven: nobody inherits somebody else's request", async () => {
    const world = await prepared();
    const first = await open(world);
    world.repository.refs.set(first.pull.headBranch, world.repository.head("main"));
    world.repository.push(first.pull.headBranch, { [stagesPath]: "{}" }, eve);
    const again = await open(world, grace);
    expect(again.created).toBe(true);
    expect((await world.pulls.get(first.pull.number)).state).toBe("closed");
  });

  it("does not take over the pull request that somebody else opened on the branch", async () => {
    const world = await prepared();
    const branch = "pedigree/move/churn/1/production";
    world.repository.refs.set(branch, world.repository.head("main"));
    world.repository.push(branch, { [stagesPath]: "{}" }, eve);
    const theirs = world.pulls.openBy(eve, { title: "churn 1 → production", body: "", head: branch });
    const { created, pull } = await open(world);
    expect([created, pull.author]).toEqual([true, world.ports.registry.app]);
    expect((await world.pulls.get(theirs.number)).state).toBe("closed");
  });

  it("opens it anew where more was pushed than GitHub lists: nothing proves any more who asked", async () => {
    const world = await prepared();
    const first = await open(world);
    world.pulls.mostCommits = 3;
    expect((await open(world, grace)).created).toBe(false);
    for (const text of ["a", "b", "c"]) world.repository.push(first.pull.headBranch, { "n.txt": text }, eve);
    const again = await open(world, grace);
    expect([again.created, again.pull.state]).toEqual([true, "open"]);
    expect((await world.pulls.get(first.pull.number)).state).toBe("closed");
    expect(world.checks.verdictOn(again.pull.head)?.key).toContain(`:${grace.id}:grace`);
  });

  it.each(["checks", "commits"] as const)("is put off where GitHub cannot tell the %s", async (list) => {
    const world = await prepared();
    const first = await open(world);
    const unknown = async () => ({ known: false as const, reason: "cut" });
    const target = list === "checks" ? world.checks : world.pulls;
    Object.assign(target, { [list === "checks" ? "list" : "commits"]: unknown });
    await expect(open(world, grace)).rejects.toThrow(withCode("REMOTE_INCOMPLETE"));
    expect((await world.pulls.get(first.pull.number)).state).toBe("open");
  });
});
