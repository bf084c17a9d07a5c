import { describe, expect, it } from "vitest";
import type { DataStrength, DataVersion } from "../../core/data/data-version.ts";
import { PedigreeError } from "../../core/errors.ts";
import { type BlobSha, blobShaSchema, type CommitSha, commitShaSchema } from "../../core/names.ts";
import { checkSchema, type Facts } from "../../core/policy/facts.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgePull } from "../../usecases/judge.ts";
import { DATA, dataVersion } from "../support/card-subject.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, app, churn, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const cardPath = formatPath({ kind: "version-file", model: churn, version: 1, file: "card.md" });

const USUAL = "approvals: { count: 2, from: [{ team: acme/leads }] }";

/** The usual policy with something else in place of production's approvals. */
const worldWith = (require: string) => new RegistryWorld(POLICY.replace(USUAL, require));

/** A move into production under that policy. */
async function moveUnder(require = USUAL, world = worldWith(require)) {
  const move = await asked(world, await registered(world, 1));
  return { world, move, branch: (await world.pulls.get(move)).headBranch };
}

async function factsOf(world: RegistryWorld, move: number): Promise<Facts> {
  const judged = await judgePull(world.ports, move);
  if (judged.kind !== "judged") throw new Error(judged.kind);
  return judged.facts;
}

describe("rights of approvers", () => {
  it("A13: a member of the team without the right to write does not count, from the moment it is taken away", async () => {
    const { world, move } = await moveUnder();
    for (const person of [grace, mary]) world.pulls.review(move, person);
    world.people.rights.set(mary.id, "read");
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    world.people.rights.set(mary.id, "unknown");
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    world.people.rights.set(mary.id, "write");
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("lets people approve by their right, and records it", async () => {
    const { world, move } = await moveUnder("approvals: { from: [{ permission: maintain }] }");
    world.pulls.review(move, grace);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    world.people.rights.set(grace.id, "maintain");
    expect((await factsOf(world, move)).reviewers).toEqual([
      { userId: grace.id, mayWrite: true, permission: "maintain" },
    ]);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("asks about the teams of every group", async () => {
    const { world, move } = await moveUnder(
      "approvals: { each: [{ from: [{ team: acme/leads }] }, { from: [{ team: acme/risk }] }] }",
    );
    world.people.teams.set("acme/risk", new Set([mary.id]));
    for (const person of [grace, mary]) world.pulls.review(move, person);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });
});

describe("A10: people with a part in the head", () => {
  it("a co-author's approval does not count", async () => {
    const { world, move, branch } = await moveUnder("approvals: { from: [{ team: acme/leads }] }");
    const trailer = `Co-authored-by: Mary <${mary.id}+mary@users.noreply.github.com>`;
    world.repository.push(branch, { [cardPath]: "# ours\n" }, ada, `Write the card\n\n${trailer}\n`);
    world.pulls.review(move, mary);
    expect((await factsOf(world, move)).coAuthors).toMatchObject({ known: true, value: [{ id: mary.id }] });
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    world.pulls.review(move, grace);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("the pusher's does not, and one more is needed where it is not known who pushed", async () => {
    const { world, move, branch } = await moveUnder(
      "approvals: { from: [{ team: acme/leads }], not: [pusher] }",
    );
    expect((await factsOf(world, move)).pusher).toEqual({ known: true, value: app });
    const head = world.repository.push(branch, { [cardPath]: "# ours\n" }, ada);
    world.pulls.review(move, grace);
    world.pulls.hidesPushes = true;
    expect((await factsOf(world, move)).pusher?.known).toBe(false);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    world.pulls.hidesPushes = false;
    world.pulls.pushers.set(head, grace);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    world.pulls.pushers.set(head, ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("who pushed is asked only where the policy leaves that person out", async () => {
    const { world, move } = await moveUnder();
    expect((await factsOf(world, move)).pusher).toBeUndefined();
  });
});

describe("checks", () => {
  const VALIDATE = ".github/workflows/validate.yml";
  const success = (commit: CommitSha) =>
    checkSchema.parse({
      id: 1,
      name: "validate",
      app: "github-actions",
      appId: 15368,
      status: "completed",
      conclusion: "success",
      commit,
      startedAt: "2026-01-31T12:00:00Z",
      suite: 7,
    });

  it("B4: of the head count with the registry branch's workflow, and not with one that the head changes", async () => {
    const { world, move, branch } = await moveUnder(
      `checks: [{ name: validate, app: github-actions, workflow: ${VALIDATE} }]`,
    );
    world.repository.push("main", { [VALIDATE]: "on: push\n" }, ada);
    const told = (head: CommitSha) => {
      world.checks.others.push(success(head));
      world.runs.commits.set(`acme/registry@${head}`, {
        jobs: [[1, { workflow: VALIDATE, conclusion: "success" }]],
      });
    };
    const changed = world.repository.push(branch, { [VALIDATE]: "run: exit 0\n" }, ada);
    told(changed);
    const refused = await judgePull(world.ports, move);
    expect(
      refused.kind === "judged" && refused.decision.requirements.find(({ kind }) => kind === "checks"),
    ).toMatchObject({
      status: "failed",
    });
    const mended = world.repository.push(branch, { [VALIDATE]: "on: push\n" }, ada);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    told(mended);
    const judged = await judgePull(world.ports, move);
    expect(
      judged.kind === "judged" && judged.decision.requirements.find(({ kind }) => kind === "checks"),
    ).toMatchObject({
      status: "passed",
      evidence: [{ checkRunId: 1, commit: mended }],
    });
  });

  it("of the training commit are read where the version's run came from", async () => {
    const { world, move } = await moveUnder(
      `checks: [{ name: validate, app: github-actions, on: training, workflow: ${VALIDATE} }]`,
    );
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    const commit = commitShaSchema.parse("1".padStart(40, "a"));
    const [own, other] = [blobShaSchema.parse("1".repeat(40)), blobShaSchema.parse("2".repeat(40))];
    const tell = (judged: BlobSha) =>
      world.runs.commits.set(`acme/churn@${commit}`, {
        checks: [success(commit)],
        jobs: [[1, { workflow: VALIDATE, conclusion: "success" }]],
        blobs: new Map([[VALIDATE, { judged, governed: own }]]),
      });
    tell(other);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    tell(own);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("that the App may not see in the training repository are unknown, and keep the gate shut", async () => {
    const { world, move } = await moveUnder(
      `checks: [{ name: validate, app: github-actions, on: training, workflow: ${VALIDATE} }]`,
    );
    const refuse = () => Promise.reject(new PedigreeError("REMOTE_REFUSED", "not installed there"));
    const runs = Object.assign(Object.create(world.runs), { checks: refuse, workflowBlobs: refuse });
    const judged = await judgePull({ ...world.ports, runs }, move);
    if (judged.kind !== "judged") throw new Error(judged.kind);
    expect(judged.facts.training?.checks).toEqual({ known: false, reason: "not installed there" });
    expect(judged.facts.workflowFiles?.[0]?.blobs.known).toBe(false);
    expect(judged.decision.allowed).toBe(false);
    expect(judged.decision.requirements.map(({ status }) => status)).toContain("unknown");
    const down = () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "down"));
    const later = Object.assign(Object.create(world.runs), { checks: down });
    await expect(judgePull({ ...world.ports, runs: later }, move)).rejects.toThrow("down");
  });
});

describe("the baseline of the training", () => {
  const compared = () =>
    new RegistryWorld(
      POLICY.replace(`      ${USUAL}\n`, "").replace("candidate.auc >= 0.8", "candidate.auc >= baseline.auc"),
    );

  it("is the run before, as the registration found it", async () => {
    const world = compared();
    world.train(1, { auc: 0.9, run: { registration: null } });
    const [better, worse] = [
      await registered(world, 2, { auc: 0.95 }),
      await registered(world, 3, { auc: 0.94 }),
    ];
    // What is trained later changes nothing for a version that is there.
    world.train(4, { auc: 0.99, run: { registration: null } });
    const moves = [await asked(world, better), await asked(world, worse)] as const;
    expect((await factsOf(world, moves[0])).baseline).toEqual({
      known: true,
      value: { version: null, metrics: { auc: 0.9 } },
    });
    expect((await evaluatePull(world.ports, moves[1])).kind).toBe("waiting");
    expect((await evaluatePull(world.ports, moves[0])).kind).toBe("landed");
  });

  it("fails what reads it where there is none", async () => {
    const world = compared();
    const move = await asked(world, await registered(world, 1));
    expect((await factsOf(world, move)).baseline).toEqual({ known: true, value: null });
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
  });

  it("is unknown where it could not be read, and the version is registered all the same", async () => {
    const world = compared();
    world.runs.baseline = () => Promise.resolve({ known: false, reason: "expired" });
    const move = await asked(world, await registered(world, 1));
    expect((await factsOf(world, move)).baseline.known).toBe(false);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
  });
});

describe("data and times", () => {
  const data = (strength: DataStrength, role: DataVersion["role"] = "training"): DataVersion => ({
    name: `data/${role}`,
    scheme: "dvc",
    id: "md5:1",
    bytes: 1,
    files: 1,
    strength,
    role,
  });

  it("judges the training and evaluation inputs of the version's run, and no others", async () => {
    const world = worldWith("data: B");
    const run = { data: [data("B"), data("A", "evaluation"), data("C", "other")] };
    const move = await asked(world, await registered(world, 1, { run }));
    expect((await factsOf(world, move)).data).toMatchObject({
      value: [{ role: "training" }, { role: "evaluation" }],
    });
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("does not judge more inputs than anybody could look through", async () => {
    const world = worldWith("data: C");
    const run = { data: Array.from({ length: 1_001 }, () => data("A")) };
    const move = await asked(world, await registered(world, 1, { run }));
    expect((await factsOf(world, move)).data?.known).toBe(false);
  });

  it("tells since when the data was read only where the policy asks how fresh it is", async () => {
    const world = worldWith("data: { strength: B, freshFor: 1d }");
    const startedAt = "2026-01-30T12:00:00Z";
    const trained = { run: { data: [data("B")] }, provenance: { startedAt } };
    const move = await asked(world, await registered(world, 1, trained));
    expect((await factsOf(world, move)).dataReadSince).toBe(startedAt);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
  });

  it("waits for the time in the stage before, without writing at every look", async () => {
    const { world, move } = await moveUnder("soak: 1m");
    expect((await factsOf(world, move)).since).toBe(world.stages().versions[1]?.since);
    const first = await evaluatePull(world.ports, move);
    expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "waiting", published: false });
    expect(first.kind).toBe("waiting");
    for (let second = 0; second < 60; second++) world.now();
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });

  it("waits while a freeze lasts, in the zone of the policy", async () => {
    // The world's clock begins at 12:00 UTC on Saturday, 31 January 2026: Sunday in Auckland.
    const { world, move } = await moveUnder("freeze: [{ days: [sun], zone: Pacific/Auckland }]");
    expect((await factsOf(world, move)).local).toMatchObject([{ weekday: "sun", date: "2026-02-01" }]);
    expect((await evaluatePull(world.ports, move)).kind).toBe("waiting");
    const free = await moveUnder("freeze: [{ days: [sun], zone: UTC }]");
    expect((await evaluatePull(free.world.ports, free.move)).kind).toBe("landed");
  });

  it("waits in a zone whose time nobody knows", async () => {
    const { world, move } = await moveUnder("freeze: [{ days: [sun], zone: UTC }]");
    const ports = { ...world.ports, clock: { now: () => world.now() } };
    expect((await evaluatePull(ports, move)).kind).toBe("waiting");
  });

  it("reads what blocks inside blocks ask for", async () => {
    const { world, move } = await moveUnder(
      "any: [{ data: A }, { all: [{ approvals: { from: [{ team: acme/risk }] } }] }]",
    );
    world.people.teams.set("acme/risk", new Set([mary.id]));
    world.pulls.review(move, mary);
    expect((await factsOf(world, move)).memberships).toMatchObject([{ team: "acme/risk", state: "active" }]);
    expect((await evaluatePull(world.ports, move)).kind).toBe("landed");
  });
});

it("lands in an audit what it would refuse, and says so in check and event", async () => {
  const world = new RegistryWorld(POLICY.replace("stages:", "mode: audit\nstages:"));
  const move = await asked(world, await registered(world, 1));
  const { head } = await world.pulls.get(move);
  const outcome = await evaluatePull(world.ports, move);
  expect(outcome).toMatchObject({ kind: "landed", decision: { mode: "audit", allowed: true } });
  expect(world.checks.verdictOn(head)).toMatchObject({
    outcome: "success",
    title: "Audit: would be refused, 1 of 4 requirements not met, lands all the same",
  });
  const path = formatPath({ kind: "event", model: churn, sequence: 2, event: "moved" });
  expect(JSON.parse(world.repository.text(world.repository.head("main"), path) ?? "")).toMatchObject({
    decision: {
      mode: "audit",
      requirements: expect.arrayContaining([expect.objectContaining({ status: "pending" })]),
    },
  });
});

describe("what a version was made from", () => {
  const seen = { data: [dataVersion("all.csv", "training", "data/test.csv")], baseModels: [] };

  it("keeps it out where an ancestor was trained on its test data, and names both", async () => {
    const world = worldWith("card: development");
    await registered(world, 1, { run: seen });
    await registered(world, 2, { run: { data: [], baseModels: ["churn@1"] } });
    const home = await registered(world, 3, { run: { data: DATA, baseModels: ["churn@2"] } });
    const outcome = await evaluatePull(world.ports, await asked(world, home));
    expect(outcome).toMatchObject({ kind: "waiting" });
    expect(JSON.stringify(outcome)).toMatch(
      /test data in the lineage: data\/test\.csv.*in the training data of churn@1 as all\.csv: sha256 /,
    );
  });

  it("is told where the policy asks about the card or the lineage, and nowhere else", async () => {
    const ancestryUnder = async (require: string) => {
      const world = worldWith(require);
      await registered(world, 1, { run: seen });
      const run = { data: DATA, baseModels: ["churn@1", "churn@9"] };
      const move = await asked(world, await registered(world, 2, { run }));
      return {
        ancestry: (await factsOf(world, move)).ancestry,
        outcome: await evaluatePull(world.ports, move),
      };
    };
    const both = [
      { name: "churn@1", training: "known" },
      { name: "churn@9", training: "not-registered" },
    ];
    expect((await ancestryUnder("card: development")).ancestry).toEqual(both);
    const asking = await ancestryUnder("data: { strength: A, lineage: known }");
    expect(asking).toMatchObject({ ancestry: both, outcome: { kind: "waiting" } });
    const indifferent = await ancestryUnder("data: A");
    expect(indifferent.ancestry).toBeUndefined();
    expect(indifferent.outcome.kind).toBe("landed");
  });
});
