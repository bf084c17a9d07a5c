import { describe, expect, it } from "vitest";
import { commitShaSchema } from "../../core/names.ts";
import { annotate } from "../../usecases/annotate.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { aroundError, findEditGate } from "../../usecases/find-around.ts";
import { findLanding } from "../../usecases/find-landing.ts";
import { MAX_COMMITS_SINCE_LANDING } from "../../usecases/find-ungoverned.ts";
import { readGoverned } from "../../usecases/read-governed.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { NOTHING_KNOWN } from "../../usecases/reconcile-memory.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { approve, EDIT_POLICY, editWorld, MODEL, openOf, proposes, STRICTER } from "../support/edit-play.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, eve, grace, mary, POLICY } from "../support/registry-world.ts";

const OPEN_DOOR = EDIT_POLICY.replace("count: 2, from: [{ team: acme/leads }] }", "count: 1 }");

/** A registry in which a version asks for production, and somebody has just pushed another policy to its branch. */
async function around(files: Parameters<typeof proposes>[1] = { "pedigree.yml": OPEN_DOOR }) {
  const world = editWorld();
  const move = await asked(world, await registered(world, 1));
  approve(world, move);
  const tip = world.repository.head("main");
  const commit = world.repository.push("main", files, eve);
  return { world, move, tip, commit };
}

describe("a change around the gate", () => {
  it("stops every move and says which commit did it", async () => {
    const { world, move, commit } = await around();
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", code: "EDIT_UNGOVERNED" });
    const { head } = await world.pulls.get(move);
    expect(world.checks.verdictOn(head)?.summary).toContain(commit);
    await expect(readGoverned(world.ports)).rejects.toMatchObject({ code: "EDIT_UNGOVERNED" });
  });

  it("does not bring its own policy into force by lying behind more commits than are followed", async () => {
    const { world, move, tip } = await around();
    for (let count = 0; count <= MAX_COMMITS_SINCE_LANDING; count++) {
      world.repository.push("main", { "README.md": `${count}\n` }, eve);
    }
    const commit = world.repository.head("main");
    const gate = await findEditGate(world.ports, commit);
    expect(gate).toMatchObject({ trusted: tip, around: [{ commit, author: eve, paths: ["pedigree.yml"] }] });
    expect(gate.policy?.access.edit?.[0]?.approvals.count).toBe(2);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", code: "EDIT_UNGOVERNED" });
    const { number } = proposes(world, { "pedigree.yml": EDIT_POLICY }, { branch: "back" });
    approve(world, number);
    expect(await openOf(world, number)).toEqual([]);
    expect(await findEditGate(world.ports, world.repository.head("main"))).toMatchObject({ around: [] });
  });

  it("does not hide behind a merge on whose first side no landing lies", async () => {
    const { world, tip } = await around();
    const { repository } = world;
    const old = repository.history(tip).at(-1);
    if (old === undefined) throw new Error("no root");
    for (let count = 0; count <= MAX_COMMITS_SINCE_LANDING; count++) {
      repository.push("main", { "README.md": `${count}\n` }, eve);
    }
    repository.refs.set("old", old);
    repository.push("old", { "mine.md": "# mine\n" }, eve);
    repository.refs.set("main", repository.merge("old", repository.head("main"), eve));
    for (let count = 0; count <= MAX_COMMITS_SINCE_LANDING; count++) {
      repository.push("main", { "README.md": `more ${count}\n` }, eve);
    }
    const gate = await findEditGate(world.ports, repository.head("main"));
    expect(gate).toMatchObject({ trusted: tip, around: [{ paths: ["pedigree.yml"] }] });
  });

  it("is behind nothing where nobody can look so far", async () => {
    const { world } = await around();
    const describe = world.repository.describe.bind(world.repository);
    const endless = { ...(await describe(world.repository.head("main"))), author: eve };
    let count = 0;
    world.repository.describe = async () => {
      count += 1;
      return { ...endless, parents: [commitShaSchema.parse(String(count).padStart(40, "0"))] };
    };
    await expect(findLanding(world.ports, world.repository.head("main"))).rejects.toMatchObject({
      code: "EDIT_UNGOVERNED",
    });
  });

  it("does not bring its own policy into force", async () => {
    const { world, tip, commit } = await around();
    const gate = await findEditGate(world.ports, world.repository.head("main"));
    expect(gate).toMatchObject({ trusted: tip, around: [{ commit, author: eve, paths: ["pedigree.yml"] }] });
    expect(gate.policy?.access.edit?.[0]?.approvals.count).toBe(2);
  });

  it("is acknowledged by an edit with the approvals that its paths would have needed", async () => {
    const { world, move } = await around();
    // Templates alone need one lead; the policy that went around the gate needs two.
    const { number, head } = proposes(world, { "templates/x.hbs": "x\n" });
    approve(world, number, [grace]);
    expect(await openOf(world, number)).toEqual(["approvals pending"]);
    expect(world.checks.verdictOn(head)?.summary).toContain("changes around the gate");
    approve(world, number, [mary]);
    expect(await openOf(world, number)).toEqual([]);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "landed" });
  });

  it("is not forgotten when records were changed along with it and put back", async () => {
    const { world, move } = await around({
      "pedigree.yml": OPEN_DOOR,
      "models/churn/stages.json": "{}\n",
    });
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", code: "EDIT_UNGOVERNED" });
    expect(world.stages().ungoverned).toBeDefined();
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", code: "EDIT_UNGOVERNED" });
  });

  it("can give nobody the right to lift it", async () => {
    const { world, move } = await around({
      "pedigree.yml": OPEN_DOOR.replace("promote:", "override: [{ user: eve }]\n  promote:"),
    });
    const pull = await world.pulls.get(move);
    const branch = { kind: "move", model: "churn", version: 1, to: "production" } as never;
    const question = { kind: "comment", id: 5, at: world.now() } as const;
    const said = { pull, branch, by: eve, question };
    await expect(
      annotate(world.ports, { verb: "freeze", words: "because I say so" }, said),
    ).rejects.toMatchObject({
      code: "EDIT_UNGOVERNED",
    });
  });

  it("is told by the reconciler, which still judges what would acknowledge it", async () => {
    const { world, move } = await around();
    const { number } = proposes(world, { "pedigree.yml": STRICTER });
    const memory = { ...NOTHING_KNOWN, runs: new Set(["acme/churn#1"]) };
    const told = await reconcile(world.ports, { memory });
    expect(told.troubles).toEqual([expect.stringContaining("EDIT_UNGOVERNED")]);
    expect(told.memory).toBe(memory);
    expect(told.evaluations).toMatchObject([
      { kind: "shut", pull: move },
      { kind: "edit-waiting", pull: number },
    ]);
    approve(world, number);
    const mended = await reconcile(world.ports);
    expect(mended.evaluations.at(-1)).toMatchObject({ kind: "edit-landed", pull: number });
  });

  it("lets nobody register by a grant of its own", async () => {
    const { world } = await around({ "pedigree.yml": EDIT_POLICY.replace("acme/churn", "acme/other") });
    world.train(2);
    const register = registerVersion(world.ports, { repository: "acme/churn", runId: 2 });
    await expect(register).rejects.toMatchObject({ code: "EDIT_UNGOVERNED" });
  });

  it.each([
    ["an owner's file", { [MODEL]: "schemaVersion: 1\nowners: [{ user: eve }]\n" }],
    ["the registry's own log", { "log/000001-edited.json": "{}\n" }],
  ])("may be %s", async (_, files) => {
    const { world, move } = await around(files);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut", code: "EDIT_UNGOVERNED" });
  });

  it("asks the owners of before where it changed who they are", async () => {
    const { world } = await around({ [MODEL]: "schemaVersion: 1\nowners: [{ user: eve }]\n" });
    world.people.rights.set(eve.id, "write");
    const { number } = proposes(world, {
      [MODEL]: "schemaVersion: 1\nowners: [{ user: eve }, { user: ada }]\n",
    });
    approve(world, number, [eve]);
    expect(await openOf(world, number)).toEqual(["approvals pending"]);
    approve(world, number, [grace]);
    expect(await openOf(world, number)).toEqual([]);
  });
});

describe("no change around the gate", () => {
  it("is one of a path that nobody governs", async () => {
    const { world, move } = await around({ "README.md": "x\n" });
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "landed" });
  });

  it("is one of before edits were governed, nor the one that governs them", async () => {
    const world = editWorld(POLICY);
    world.repository.push("main", { "pedigree.yml": `${POLICY}# one\n` }, ada);
    world.repository.push("main", { "pedigree.yml": EDIT_POLICY }, ada);
    const tip = world.repository.head("main");
    const gate = await findEditGate(world.ports, tip);
    expect(gate).toMatchObject({ trusted: tip, around: [] });
    expect(gate.policy?.access.edit).toHaveLength(3);
  });

  it("is an edit's own landing", async () => {
    const world = editWorld();
    const { number } = proposes(world, { "pedigree.yml": STRICTER });
    approve(world, number);
    expect(await openOf(world, number)).toEqual([]);
    expect(await findEditGate(world.ports, world.repository.head("main"))).toMatchObject({ around: [] });
  });

  it("is a card that landed with its move", async () => {
    const world = editWorld();
    const move = await asked(world, await registered(world, 1));
    const { headBranch } = await world.pulls.get(move);
    world.repository.push(headBranch, { "models/churn/versions/1/card.md": "# Churn\n" }, eve);
    approve(world, move);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "landed" });
    expect(await findEditGate(world.ports, world.repository.head("main"))).toMatchObject({ around: [] });
  });
});

it("names the first commit and counts the others", () => {
  const commit = "a".repeat(40) as never;
  const one = { commit, author: null, paths: ["pedigree.yml"], morePaths: 0 };
  expect(aroundError([one, one, one]).message).toContain("and 2 more commits");
});
