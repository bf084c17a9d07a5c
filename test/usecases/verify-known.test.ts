import { describe, expect, it } from "vitest";
import { commitShaSchema } from "../../core/names.ts";
import type { Facts } from "../../core/policy/facts.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { DATA, dataVersion } from "../support/card-subject.ts";
import { cloneOf, verifyClone } from "../support/clone-story.ts";
import { forgeLanding } from "../support/forge-landing.ts";
import { asked, opened, promoted, registered, written } from "../support/registry-play.ts";
import { eve, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const DISPLACING = POLICY.replace(
  'metrics: ["candidate.auc >= 0.8"]',
  `metrics: ["candidate.auc >= holder.auc"]
      data: { strength: C, freshFor: 3650d }
      checks: [{ name: validate, app: github-actions, on: training }]`,
);
const GOVERNED = POLICY.replace("access:", "access:\n  override: [{ user: grace }]");
const MODEL = "models/churn/model.yml";

async function trained(world: RegistryWorld, runId: number, auc: number): Promise<number> {
  const commit = commitShaSchema.parse(String(runId).padStart(40, "a"));
  const check = {
    id: runId,
    name: "validate",
    app: "github-actions",
    appId: 15368,
    status: "completed",
    conclusion: "success",
    commit,
    startedAt: null,
  } as const;
  world.runs.commits.set(`acme/churn@${commit}`, { checks: [check] });
  return registered(world, runId, { auc, run: { data: DATA } });
}

/** The newest landing displaces a holder, under rules that ask about everything. */
async function displaced(): Promise<RegistryWorld> {
  const world = new RegistryWorld(DISPLACING);
  world.repository.push("main", { [MODEL]: "schemaVersion: 1\nowners: [{ user: mary }]\n" }, mary);
  await promoted(world, await trained(world, 1, 0.9), [grace, mary]);
  await promoted(world, await trained(world, 2, 0.92), [grace, mary]);
  return world;
}

/** The newest landing goes back to whom the second version had displaced. */
async function rolledBack(): Promise<RegistryWorld> {
  const world = new RegistryWorld(GOVERNED);
  const pulls = [await registered(world, 1), await registered(world, 2), await registered(world, 3)];
  for (const pull of pulls) await promoted(world, pull, [grace, mary]);
  const back = await asked(world, pulls[2] ?? 0, { body: "/rollback production" });
  world.pulls.review(back, mary);
  expect((await evaluatePull(world.ports, back)).kind).toBe("landed");
  return world;
}

/** The newest landing is an override while the model is frozen. */
async function overridden(): Promise<RegistryWorld> {
  const world = new RegistryWorld(GOVERNED);
  const home = await registered(world, 1);
  await answerComment(
    world.ports,
    written(world, { pull: home, body: "/freeze waiting for the audit", sender: grace }),
  );
  const move = await asked(world, home);
  await evaluatePull(world.ports, move);
  await answerComment(
    world.ports,
    written(world, { pull: move, body: "/override it is urgent", sender: grace }),
  );
  return world;
}

/** The newest landing enters a stage that is frozen on Fridays, on a Saturday that is a Sunday in Auckland. */
async function thawed(): Promise<RegistryWorld> {
  const freeze = "freeze: [{ days: [fri], zone: Pacific/Auckland }, { days: [fri], zone: UTC }]";
  const world = new RegistryWorld(POLICY.replace('metrics: ["candidate.auc >= 0.8"]', freeze));
  await promoted(world, await registered(world, 1), [grace, mary]);
  return world;
}

/** The newest landing enters a stage that was emptied, and is compared with who stood there last. */
async function succeeded(): Promise<RegistryWorld> {
  const world = new RegistryWorld(POLICY.replace("candidate.auc >= 0.8", "candidate.auc >= holder.auc"));
  const first = await registered(world, 1, { auc: 0.9 });
  await promoted(world, first, [grace, mary]);
  await evaluatePull(world.ports, await asked(world, first, { body: "/archive" }));
  const second = await opened(world, 2, { auc: 0.95 });
  await evaluatePull(world.ports, second);
  await promoted(world, second, [grace, mary]);
  return world;
}

/** The newest landing, in an audit, is of a version whose test data its grandparent was trained on. */
async function descended(): Promise<RegistryWorld> {
  const world = new RegistryWorld(
    POLICY.replace("schemaVersion: 1", "schemaVersion: 1\nmode: audit").replace(
      'metrics: ["candidate.auc >= 0.8"]',
      "card: development",
    ),
  );
  const seen = [dataVersion("all.csv", "training", "data/test.csv")];
  await registered(world, 1, { run: { data: seen, baseModels: [] } });
  await registered(world, 2, { run: { data: [], baseModels: ["churn@1", "google-bert/bert"] } });
  const home = await registered(world, 3, { run: { data: DATA, baseModels: ["churn@2"] } });
  await promoted(world, home, []);
  return world;
}

/** The card as if nothing had been found about the test data. */
function withoutLeaks({ card }: Facts) {
  if (!card.known || card.value.evidence === undefined) throw new Error("no card was compared");
  const { evidence } = card.value;
  const findings = evidence.findings.filter(({ kind }) => kind !== "test-data-in-lineage");
  expect(findings.length).toBe(evidence.findings.length - 1);
  return { known: true, value: { ...card.value, evidence: { ...evidence, findings } } };
}

const metricsOf = (fact: Facts["candidate"], auc: number) =>
  fact.known ? { known: true, value: { ...fact.value, metrics: { auc } } } : fact;

const OTHER_DATA = DATA.map(({ scheme, strength, role }) => ({ name: "data/other", scheme, strength, role }));

type Forgery = readonly [keyof Facts, () => Promise<RegistryWorld>, (facts: Facts) => unknown];

/** One fact each that the registry itself knows better. */
const FORGERIES: readonly Forgery[] = [
  ["holders", displaced, ({ holders }) => ({ ...holders, archived: [1] })],
  ["owners", displaced, () => [{ user: "eve" }]],
  ["trainer", displaced, () => eve],
  ["candidate", displaced, ({ candidate }) => metricsOf(candidate, 0.99)],
  ["holder", displaced, () => ({ known: true, value: { version: 1, metrics: { auc: 0.1 } } })],
  ["since", displaced, () => "2020-01-01T00:00:00Z"],
  ["training", displaced, ({ training }) => ({ ...training, repository: "acme/other" })],
  ["data", displaced, () => ({ known: true, value: OTHER_DATA })],
  ["dataReadSince", displaced, () => "2026-01-30T00:00:00Z"],
  [
    "card",
    displaced,
    ({ card }) => card.known && { known: true, value: { ...card.value, digest: "f".repeat(64) } },
  ],
  ["card", descended, withoutLeaks],
  ["ancestry", descended, () => undefined],
  ["ancestry", descended, () => [{ name: "churn@2", training: "known" }]],
  ["former", rolledBack, ({ former }) => [3, ...(former ?? [])]],
  ["halt", overridden, ({ halt }) => ({ frozen: { ...halt?.frozen, reason: "a whim" } })],
  ["local", thawed, ({ local }) => local?.map((one) => ({ ...one, weekday: "sat" }))],
  ["predecessor", succeeded, () => ({ known: true, value: { version: 1, metrics: { auc: 0.2 } } })],
];

describe("a fact that the registry itself knows", () => {
  it.each(FORGERIES)("cannot be forged: %s", async (field, play, forge) => {
    const world = await play();
    await forgeLanding(world);
    expect((await verifyClone(cloneOf(world))).findings).toEqual([]);
    const facts = (recorded: Facts) => {
      expect(recorded[field]).toBeDefined();
      return { ...recorded, [field]: forge(recorded) };
    };
    const { file } = await forgeLanding(world, { facts });
    const { findings } = await verifyClone(cloneOf(world));
    expect(findings.map((finding) => [finding.code, finding.file])).toEqual([["facts", file]]);
    expect(findings[0]?.path).toMatch(new RegExp(`^facts\\.${field}\\b`));
  });
});

describe("what cannot be read", () => {
  const unreadable = (file: string, commit: string) =>
    expect.objectContaining({ code: "unreadable", file, commit });

  it("is reported with the landing that was judged by it: model.yml", async () => {
    const world = await displaced();
    const { commit } = await forgeLanding(world, { before: { [MODEL]: "owners: [" } });
    expect((await verifyClone(cloneOf(world))).findings).toEqual([unreadable(MODEL, commit)]);
  });

  it("is reported with the landing that was judged by it: card.md", async () => {
    const world = await displaced();
    const card = "models/churn/versions/2/card.md";
    const files = new Map([[card, Uint8Array.of(0x23, 0xff, 0xfe)]]);
    const { commit } = await forgeLanding(world, { files });
    expect((await verifyClone(cloneOf(world))).findings).toContainEqual(unreadable(card, commit));
  });

  it.each(["version.json", "run.json"])("is reported where it landed: %s", async (name) => {
    const world = new RegistryWorld();
    await registered(world, 1);
    const file = `models/churn/versions/1/${name}`;
    const { commit } = await forgeLanding(world, { files: new Map([[file, "{}"]]) });
    const { findings } = await verifyClone(cloneOf(world));
    expect(findings.filter(({ code }) => code === "unreadable")).toEqual([unreadable(file, commit)]);
  });
});
