import { beforeAll, describe, expect, it } from "vitest";
import { openRegistryClone } from "../../adapters/git/registry-clone.ts";
import { historyOf } from "../../core/registry/history.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { readGoverned } from "../../usecases/read-governed.ts";
import { readAllDecided, readLog } from "../../usecases/read-log.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { asked, promoted, registered, written } from "../support/registry-play.ts";
import { ada, churn, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const GOVERNED = POLICY.replace("access:", "access:\n  override: [{ user: grace }]");
const STAGES = formatPath({ kind: "stages", model: churn });
const RUN = "models/churn/versions/1/run.json";
const FORGED_EVENT = "models/churn/log/000099-moved.json";
const REASON = "the old model fails on every request";

async function say(world: RegistryWorld, pull: number, body: string) {
  const outcome = await answerComment(world.ports, written(world, { pull, body, sender: grace }));
  if (outcome.kind === "refused") throw new Error(JSON.stringify(outcome));
}

/** Two versions that held production, a rollback, a freeze, an override in it, and a change by hand that was put back. */
async function lived(): Promise<{ world: RegistryWorld; byHand: string }> {
  const world = new RegistryWorld(GOVERNED);
  const first = await registered(world, 1, { auc: 0.9 });
  await promoted(world, first, [grace, mary]);
  const second = await registered(world, 2, { auc: 0.92 });
  await promoted(world, second, [grace, mary]);
  const back = await asked(world, second, { body: "/rollback production" });
  world.pulls.review(back, mary);
  expect((await evaluatePull(world.ports, back)).kind).toBe("landed");
  await say(world, first, "/freeze waiting for the audit");
  const again = await asked(world, second);
  await evaluatePull(world.ports, again);
  await say(world, again, `/override ${REASON}`);
  await say(world, first, "/unfreeze");
  const byHand = world.repository.push(
    "main",
    { [STAGES]: "{}", [RUN]: "{}", [FORGED_EVENT]: "{}", "README.md": "By hand\n" },
    ada,
  );
  await readGoverned(world.ports);
  await say(world, first, "/acknowledge ada did not know better");
  await registered(world, 3, { auc: 0.93 });
  return { world, byHand };
}

describe("a history with every kind of event", () => {
  let world: RegistryWorld;
  let byHand: string;
  beforeAll(async () => {
    ({ world, byHand } = await lived());
  });

  it("holds them all", () => {
    const kinds = world.files().flatMap((path) => /log\/\d+-(\w+)\.json$/.exec(path)?.[1] ?? []);
    expect(new Set(kinds)).toEqual(new Set(["registered", "moved", "overridden", "annotated", "observed"]));
  });

  it("is in order, and names the change by hand as what it is", async () => {
    const verification = await verifyClone(cloneOf(world));
    expect(verification.findings).toEqual([]);
    const ungoverned = verification.others.filter(({ kind }) => kind === "ungoverned");
    expect(ungoverned.map(({ commit }) => commit)).toEqual([byHand]);
    expect(verification).toMatchObject({ events: 11, versions: 3, reworded: 0 });
  });

  it("says who overrode, and why", async () => {
    const history = await openRegistryClone(cloneOf(world));
    try {
      const entries = historyOf(await readLog(history, churn));
      expect(entries.find(({ change }) => change === "overridden")).toMatchObject({
        version: 2,
        override: { by: { login: "grace" }, reason: REASON },
      });
      const by = entries.filter(({ override }) => override !== undefined);
      expect(by.map(({ change, version }) => [change, version])).toEqual([
        ["overridden", 2],
        ["displaced", 1],
      ]);
      expect((await readAllDecided(history)).map(({ event }) => event.kind)).toEqual([
        "registered",
        "moved",
        "registered",
        "moved",
        "moved",
        "overridden",
        "registered",
      ]);
    } finally {
      history.close();
    }
  });
});

describe("a note", () => {
  /** A freeze, and perhaps its end, of which the last has the tip as its only parent, as a squash has. */
  const noted = async (...commands: readonly string[]) => {
    const world = new RegistryWorld(GOVERNED);
    const { repository } = world;
    const first = await registered(world, 1);
    for (const command of commands.slice(0, -1)) await say(world, first, command);
    const commit = repository.commit.bind(repository);
    const squash: typeof commit = (base, [tip], changes, message) =>
      commit(base, tip === undefined ? [] : [tip], changes, message);
    Object.assign(repository, { commit: squash });
    await say(world, first, commands.at(-1) ?? "");
    return (await verifyClone(cloneOf(world))).findings;
  };

  it("of a registry of an older Pedigree has its tip alone", async () => {
    expect(await noted("/freeze waiting for the audit")).toEqual([]);
  });

  it("that is no merge after one that was is a fault: whoever squashes makes one in the App's name", async () => {
    expect(await noted("/freeze waiting for the audit", "/unfreeze")).toMatchObject([
      { code: "parents", file: "models/churn/log/000003-annotated.json", path: "made" },
    ]);
  });
});

describe("a change by hand", () => {
  const tampered = async () => {
    const world = new RegistryWorld(GOVERNED);
    await registered(world, 1);
    return { world, byHand: world.repository.push("main", { [RUN]: "{}" }, ada) };
  };

  it("is a fault until it is observed", async () => {
    const { world, byHand } = await tampered();
    const { findings } = await verifyClone(cloneOf(world));
    expect(findings).toMatchObject([{ code: "immutable", commit: byHand, file: RUN }]);
  });

  it("is a fault where its observation does not put everything back", async () => {
    const { world } = await tampered();
    const { repository, ports } = world;
    // The observation of a registry in which the record stays as it was written by hand.
    const commit = repository.commit.bind(repository);
    const half: typeof commit = (base, parents, changes, message) =>
      commit(base, parents, new Map([...changes].filter(([path]) => path !== RUN)), message);
    await readGoverned({ ...ports, repository: Object.assign(Object.create(repository), { commit: half }) });
    const { findings } = await verifyClone(cloneOf(world));
    expect(findings).toMatchObject([{ code: "tree", file: RUN }]);
  });
});
