import { describe, expect, it } from "vitest";
import { openRegistryClone } from "../../adapters/git/registry-clone.ts";
import { canonicalJson } from "../../core/canonical.ts";
import type { CommitSha } from "../../core/names.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { findUngoverned } from "../../usecases/find-ungoverned.ts";
import { lookAtGoverned, readGoverned } from "../../usecases/read-governed.ts";
import { readLog } from "../../usecases/read-log.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { asked, opened, promoted, registered, written } from "../support/registry-play.ts";
import { ada, churn, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const GOVERNED = POLICY.replace("access:", "access:\n  override: [{ user: grace }]");
const STAGES = formatPath({ kind: "stages", model: churn });
const FIRST_EVENT = "models/churn/log/000001-registered.json";
const OBSERVED = "models/churn/log/000002-observed.json";
const RUN = "models/churn/versions/1/run.json";

/** A registered version and a move of it that lacks nothing. */
async function ready() {
  const world = new RegistryWorld(GOVERNED);
  const home = await registered(world, 1);
  const move = await asked(world, home);
  for (const approver of [grace, mary]) world.pulls.review(move, approver);
  return { world, home, move };
}

const textAt = (world: RegistryWorld, path: string) =>
  world.repository.text(world.repository.head("main"), path);

/** Stages that put version 1 into production. */
function forged(world: RegistryWorld): string {
  const stages = world.stages();
  const first = stages.versions["1"];
  const versions = { "1": { ...first, stage: "production" } };
  return canonicalJson({ ...stages, versions, holders: { production: [1] } });
}

async function expectLogInOrder(world: RegistryWorld, events: number): Promise<void> {
  const clone = cloneOf(world);
  expect((await verifyClone(clone)).findings).toEqual([]);
  const history = await openRegistryClone(clone);
  expect(await readLog(history, churn)).toHaveLength(events);
  history.close();
}

describe("a change by hand", () => {
  it.each([
    ["of the stages", (world: RegistryWorld) => ({ [STAGES]: forged(world) })],
    ["that breaks the stages", () => ({ [STAGES]: "{" })],
    ["that takes the stages away", () => ({ [STAGES]: null })],
    ["of the log", () => ({ [FIRST_EVENT]: "{}" })],
    ["that adds to the log", () => ({ "models/churn/log/000002-moved.json": "{}" })],
    ["that takes the name of what will be observed", () => ({ [OBSERVED]: "{}" })],
    ["of a run's record", () => ({ [RUN]: "{}" })],
    ["that turns a record into a link", () => ({ [RUN]: { text: "/etc/passwd", mode: "120000" } })],
  ])("%s is recorded and undone, and stops the model", async (_, change) => {
    const { world, move } = await ready();
    const before = [STAGES, FIRST_EVENT, RUN].map((path) => textAt(world, path));
    const stages = world.stages();
    const commit = world.repository.push("main", change(world), ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    expect(world.stages().ungoverned?.commits).toEqual([commit]);
    expect(world.stages()).toMatchObject({ holders: stages.holders, sequence: 2 });
    expect([FIRST_EVENT, RUN].map((path) => textAt(world, path))).toEqual(before.slice(1));
    expect(textAt(world, OBSERVED)).toContain(commit);
    expect(world.files()).not.toContain("models/churn/log/000002-moved.json");
    expect(world.pulls.comments(move).at(-1)).toContain(commit.slice(0, 7));
    const { head } = await world.pulls.get(move);
    expect(world.checks.verdictOn(head)).toMatchObject({ outcome: "failure" });
  });

  it("lets nothing land, not even a rollback or an override, until it is acknowledged", async () => {
    const { world, home, move } = await ready();
    await evaluatePull(world.ports, move);
    await promoted(world, await registered(world, 2), [grace, mary]);
    const version = await opened(world, 3);
    const back = await asked(world, home, { body: "/rollback production" });
    world.pulls.review(back, mary);
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    const say = (body: string, pull = back) =>
      answerComment(world.ports, written(world, { pull, body, sender: grace }));
    expect((await evaluatePull(world.ports, version)).kind).toBe("waiting");
    expect((await evaluatePull(world.ports, back)).kind).toBe("waiting");
    expect((await say("/override it has to happen now")).kind).toBe("refused");
    expect(world.stages().holders).toMatchObject({ production: [2] });
    expect(await say("/acknowledge an import gone wrong")).toMatchObject({ note: "acknowledged" });
    expect((await evaluatePull(world.ports, back)).kind).toBe("landed");
    expect((await evaluatePull(world.ports, version)).kind).toBe("landed");
    expect(world.stages().ungoverned).toBeUndefined();
  });

  it("that nobody has been told of cannot be acknowledged", async () => {
    const { world, move } = await ready();
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    await reconcile(world.ports);
    world.repository.push("main", { [RUN]: "{}" }, ada);
    const comment = { pull: move, body: "/acknowledge looked into it", sender: grace };
    expect((await answerComment(world.ports, written(world, comment))).kind).toBe("refused");
    expect(world.stages().ungoverned?.commits).toHaveLength(2);
    expect((await answerComment(world.ports, written(world, comment))).kind).toBe("noted");
  });

  it("is found however many edits lie over it, and though it was undone", async () => {
    const { world, move } = await ready();
    const stages = textAt(world, STAGES) ?? "";
    const first = world.repository.push("main", { [STAGES]: "{}" }, ada);
    const second = world.repository.push("main", { [STAGES]: stages }, ada);
    world.repository.push("main", { "models/churn/model.yml": "schemaVersion: 1\n" }, ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    expect(world.stages().ungoverned?.commits).toEqual([first, second]);
    expect(world.files()).toContain("models/churn/model.yml");
  });

  it("of an older observation is put back beside the new one", async () => {
    const { world, move } = await ready();
    for (const change of [{ [STAGES]: "{}" }, { [OBSERVED]: "{}" }, { [OBSERVED]: null }]) {
      world.repository.push("main", change, ada);
      expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
      expect(textAt(world, OBSERVED)).toContain("observed");
    }
    expect(world.stages()).toMatchObject({ sequence: 4, holders: { development: [1] } });
    await expectLogInOrder(world, 4);
  });

  it("that takes an event away, or the next one's name, leaves a log that is in order", async () => {
    const { world, move } = await ready();
    world.repository.push("main", { [FIRST_EVENT]: null, [OBSERVED]: "{}" }, ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    expect(textAt(world, FIRST_EVENT)).toContain("registered");
    await expectLogInOrder(world, 2);
  });

  it("that cannot be put back lands nothing, and is not tried again and again", async () => {
    const { world, move } = await ready();
    const log = world.files().filter((path) => path.startsWith("models/churn/log/"));
    const gone = Object.fromEntries(log.map((path) => [path, null]));
    world.repository.push("main", { ...gone, "models/churn/log": "a file" }, ada);
    const tip = world.repository.head("main");
    const inTheWay = world.repository.commit.bind(world.repository);
    // As git does, where a folder takes a file's place.
    world.repository.commit = (base, parents, changes, message) =>
      inTheWay(base, parents, new Map([...changes, ["models/churn/log", null]]), message);
    expect(await evaluatePull(world.ports, move)).toMatchObject({
      kind: "shut",
      code: "REGISTRY_INCONSISTENT",
    });
    expect(world.repository.head("main")).toBe(tip);
  });

  it("of two models stops both", async () => {
    const { world } = await ready();
    const other = "models/fraud/versions/1/run.json";
    world.repository.push("main", { [STAGES]: "{}", [other]: "{}" }, ada);
    const { models } = await findUngoverned(world.ports, world.repository.head("main"));
    expect([...models.keys()].sort()).toEqual(["churn", "fraud"]);
    await readGoverned(world.ports);
    expect(world.files()).not.toContain(other);
    expect(textAt(world, "models/fraud/stages.json")).toContain("ungoverned");
    expect(world.stages().ungoverned).toBeDefined();
  });

  it("made in the App's name is no landing, though every byte is right", async () => {
    const { world, move } = await ready();
    const landing = await evaluatePull(world.ports, move);
    if (landing.kind !== "landed") throw new Error(landing.kind);
    const made = world.repository.get(landing.commit);
    world.repository.commits.set(landing.commit, { ...made, signed: false });
    const found = await findUngoverned(world.ports, landing.commit);
    expect([...found.models.keys()]).toEqual(["churn"]);
    world.repository.commits.set(landing.commit, { ...made, author: ada });
    expect((await findUngoverned(world.ports, landing.commit)).models.size).toBe(1);
    world.repository.commits.set(landing.commit, made);
    expect((await findUngoverned(world.ports, landing.commit)).models.size).toBe(0);
  });

  it.each([
    ["no event", () => new Map([[STAGES, "{}"]])],
    ["another event than its own", () => new Map([["models/churn/log/000009-moved.json", "{}"]])],
  ])("with %s is none either, though it is the App's commit", async (_, changes) => {
    const { world } = await ready();
    const tip = world.repository.head("main");
    await world.repository.advance(await world.repository.commit(tip, [tip], changes(), "Hm\n"));
    expect((await findUngoverned(world.ports, world.repository.head("main"))).models.size).toBe(1);
  });

  it("on the back of a landing is none either", async () => {
    const { world, move } = await ready();
    const landing = await evaluatePull(world.ports, move);
    if (landing.kind !== "landed") throw new Error(landing.kind);
    const { parents, tree } = world.repository.get(landing.commit);
    const [before = landing.commit] = parents;
    const paths = ["models/churn/log/000002-moved.json", STAGES];
    const own = paths.map((path): [string, string] => [
      path,
      world.repository.text(landing.commit, path) ?? "",
    ]);
    expect(tree.has(own[0]?.[0] ?? "")).toBe(true);
    const changes = new Map([...own, ["pedigree.yml", "mine"] as const]);
    const commit = await world.repository.commit(before, parents, changes, "Land\n");
    expect((await findUngoverned(world.ports, commit)).models.size).toBe(1);
    const honest = await world.repository.commit(before, parents, new Map(own), "Land\n");
    expect((await findUngoverned(world.ports, honest)).models.size).toBe(0);
    const alone = await world.repository.commit(before, [before], new Map(own), "Land\n");
    expect((await findUngoverned(world.ports, alone)).models.size).toBe(1);
  });

  it("is told of by the reconciler alone, once", async () => {
    const { world, move } = await ready();
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    await reconcile(world.ports);
    await reconcile(world.ports);
    expect(world.stages().sequence).toBe(2);
    expect(world.pulls.comments(move)).toHaveLength(1);
  });
});

describe("what is no change by hand", () => {
  it("is every landing and note, and what people edit", async () => {
    const { world, home, move } = await ready();
    await answerComment(
      world.ports,
      written(world, { pull: home, body: "/freeze until monday morning", sender: grace }),
    );
    await answerComment(world.ports, written(world, { pull: home, body: "/unfreeze", sender: grace }));
    await evaluatePull(world.ports, move);
    world.repository.push("main", { "models/churn/versions/1/card.md": "# edited", "README.md": "x" }, ada);
    let commit: CommitSha | undefined = world.repository.head("main");
    let steps = 0;
    for (; commit !== undefined; [commit] = world.repository.get(commit).parents) {
      expect((await findUngoverned(world.ports, commit)).models.size).toBe(0);
      steps += 1;
    }
    expect(steps).toBe(7);
  });

  it("is a registry without any record", async () => {
    const world = new RegistryWorld();
    expect(await findUngoverned(world.ports, world.repository.head("main"))).toEqual({
      base: null,
      models: new Map(),
    });
  });
});

describe("looking without writing", () => {
  it("finds the same as reading, and refuses what is not recorded yet", async () => {
    const { world } = await ready();
    expect(await lookAtGoverned(world.ports)).toEqual(await readGoverned(world.ports));
    const changed = world.repository.push("main", { [STAGES]: "{}" }, ada);
    await expect(lookAtGoverned(world.ports)).rejects.toThrow(
      withCode("REGISTRY_INCONSISTENT", new RegExp(`churn: found commit ${changed}`)),
    );
    expect(world.repository.head("main")).toBe(changed);
  });
});

describe("records that no landing of this App vouches for", () => {
  it("are kept as they are, and have to be acknowledged", async () => {
    const { world } = await ready();
    const stages = world.stages();
    const files = Object.fromEntries(world.files().map((path) => [path, textAt(world, path) ?? ""]));
    const moved = new RegistryWorld(GOVERNED);
    moved.repository.push("main", files, ada);
    await readGoverned(moved.ports);
    expect(moved.stages()).toMatchObject({ holders: stages.holders, sequence: stages.sequence + 1 });
    expect(moved.stages().ungoverned).toBeDefined();
    expect(moved.files()).toEqual(expect.arrayContaining(Object.keys(files)));
  });

  it("are left alone when they contradict each other", async () => {
    const world = new RegistryWorld(GOVERNED);
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    await expect(readGoverned(world.ports)).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
  });

  it("are all doubtful when the last landing is too far back to look for", async () => {
    const { world } = await ready();
    for (let edit = 0; edit < 260; edit += 1) world.repository.push("main", { "README.md": `${edit}` }, ada);
    const { base, models } = await findUngoverned(world.ports, world.repository.head("main"));
    expect([base, [...models.keys()]]).toEqual([null, ["churn"]]);
    await readGoverned(world.ports);
    expect((await findUngoverned(world.ports, world.repository.head("main"))).models.size).toBe(0);
  });
});

it("records nothing by commits that the App would not know again as its own", async () => {
  const { world } = await ready();
  const tip = world.repository.head("main");
  // As when it believes to be another account than it is.
  const registry = { ...world.ports.registry, app: { ...world.ports.registry.app, id: 4711 } };
  await expect(readGoverned({ ...world.ports, registry })).rejects.toThrow(withCode("CONFIG_INVALID"));
  expect(world.repository.head("main")).toBe(tip);
});
