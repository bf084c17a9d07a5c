import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import { instantSchema } from "../../core/names.ts";
import { decide } from "../../core/policy/decide.ts";
import { decideEdit } from "../../core/policy/decide-edit.ts";
import type { Protection, Settings } from "../../core/policy/settings.ts";
import { editEventSchema } from "../../core/registry/edit-event.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { judgeEdit } from "../../usecases/judge-edit.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { approve, EDIT_POLICY, editWorld, proposes, STRICTER } from "../support/edit-play.ts";
import { facts, policy } from "../support/facts.ts";
import { law } from "../support/law.ts";
import { GUARDED } from "../support/memory-settings.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { addRuleset, dropRulesets } from "../support/rulesets.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const OPEN: Protection = { rulesets: [], evaluating: [] };
const WARNING = "The registry's settings";

function anySettings(): fc.Arbitrary<Settings> {
  const value = fc.record({
    rulesets: fc.constantFrom(GUARDED.rulesets, []),
    evaluating: fc.array(fc.string(), { maxLength: 2 }),
  });
  const protection = fc.oneof(
    value.map((seen) => ({ known: true as const, value: seen })),
    fc.string().map((reason) => ({ known: false as const, reason })),
  );
  return protection.map((seen) => ({
    seen: instantSchema.parse("2026-01-31T12:00:00Z"),
    app: 1,
    protection: seen,
  }));
}

async function open() {
  const world = new RegistryWorld();
  const pull = await asked(world, await registered(world, 1));
  const summary = async () => world.checks.verdictOn((await world.pulls.get(pull)).head)?.summary ?? "";
  return { world, pull, summary };
}

describe("a ruleset that is off for a while", () => {
  it("A21 is told in the check, and no more once it is back", async () => {
    const { world, pull, summary } = await open();
    await evaluatePull(world.ports, pull);
    expect(await summary()).not.toContain(WARNING);
    world.settings.protection = { known: true, value: OPEN };
    await evaluatePull(world.ports, pull);
    expect(await summary()).toContain(WARNING);
    expect(await summary()).toContain("the check pedigree is not required");
    world.settings.protection = { known: true, value: GUARDED };
    await evaluatePull(world.ports, pull);
    expect(await summary()).not.toContain(WARNING);
  });

  it("A21 does not make the check be written again and again", async () => {
    const { world, pull } = await open();
    world.settings.protection = { known: true, value: OPEN };
    await evaluatePull(world.ports, pull);
    const written = world.checks.published.length;
    for (let n = 0; n < 3; n += 1) await evaluatePull(world.ports, pull);
    expect(world.checks.published).toHaveLength(written);
  });

  it("A21 stands in the event of whatever landed meanwhile", async () => {
    const { world, pull } = await open();
    world.settings.protection = { known: true, value: OPEN };
    world.pulls.review(pull, grace);
    world.pulls.review(pull, mary);
    expect((await evaluatePull(world.ports, pull)).kind).toBe("landed");
    const path = world.files().findLast((file) => file.endsWith("-moved.json")) ?? "";
    const event = JSON.parse(world.repository.text(world.repository.head("main"), path) ?? "{}");
    expect(event.facts.settings).toEqual({
      seen: "2026-01-31T12:00:00Z",
      app: 1,
      protection: { known: true, value: OPEN },
    });
  });

  it("A21 is seen by the reconciler, also where the pull request itself did not change", async () => {
    const { world, summary } = await open();
    const { memory } = await reconcile(world.ports);
    const { memory: next } = await reconcile(world.ports, { memory });
    world.settings.protection = { known: true, value: OPEN };
    await reconcile(world.ports, { memory: next });
    expect(await summary()).toContain(WARNING);
  });

  it("A21 decides nothing: the facts say more, the decision the same", () => {
    const strict = policy({ approvals: { count: 1, from: [{ team: "acme/ml-leads" }] } });
    const decided = (part: ReturnType<typeof facts>) => ({ ...decide(strict, part), facts: null });
    const before = decided(facts());
    law(anySettings(), (settings) => expect(decided({ ...facts(), settings })).toEqual(before));
  });

  it("A21 is told in the check of a pull request that cannot be judged, too, once", async () => {
    const { world, pull, summary } = await open();
    world.settings.protection = { known: true, value: OPEN };
    world.repository.push("main", { "pedigree.yml": "stages: [\n" }, ada);
    for (let n = 0; n < 2; n += 1) expect((await evaluatePull(world.ports, pull)).kind).toBe("shut");
    expect(await summary()).toContain("Cannot be judged");
    expect(await summary()).toContain(WARNING);
    expect(world.checks.published.filter(({ summary: text }) => text.includes(WARNING))).toHaveLength(1);
    world.settings.protection = { known: true, value: GUARDED };
    await evaluatePull(world.ports, pull);
    expect(await summary()).not.toContain(WARNING);
  });
});

describe("a ruleset that is off while people edit", () => {
  const edit = () => {
    const world = editWorld();
    const pull = proposes(world, { "pedigree.yml": STRICTER });
    return { world, pull, summary: () => world.checks.verdictOn(pull.head)?.summary ?? "" };
  };

  it("A21 is told in the edit's check, and no more once it is back", async () => {
    const { world, pull, summary } = edit();
    await evaluatePull(world.ports, pull.number);
    expect(summary()).not.toContain(WARNING);
    world.settings.protection = { known: true, value: OPEN };
    for (let n = 0; n < 2; n += 1) await reconcile(world.ports);
    expect(summary()).toContain(WARNING);
    expect(world.checks.published).toHaveLength(2);
    world.settings.protection = { known: true, value: GUARDED };
    await reconcile(world.ports);
    expect(summary()).not.toContain(WARNING);
  });

  it("A21 stands in the event of the edit that landed meanwhile", async () => {
    const { world, pull } = edit();
    world.settings.protection = { known: true, value: OPEN };
    approve(world, pull.number);
    expect((await evaluatePull(world.ports, pull.number)).kind).toBe("edit-landed");
    const text = world.repository.text(world.repository.head("main"), "log/000001-edited.json");
    const event = editEventSchema.parse(JSON.parse(text ?? ""));
    expect(event.facts.settings?.protection).toEqual({ known: true, value: OPEN });
  });

  it("A21 decides nothing about an edit either", async () => {
    const { world, pull } = edit();
    const judged = await judgeEdit(world.ports, pull);
    if (judged.kind !== "judged") throw new Error(judged.kind);
    const { settings: _, ...before } = judged.facts;
    const decided = (part: typeof judged.facts) => ({
      ...decideEdit(documents.policy(EDIT_POLICY), part),
      facts: null,
    });
    law(anySettings(), (settings) => expect(decided({ ...before, settings })).toEqual(decided(before)));
  });
});

describe("the settings of a real registry", () => {
  const worlds: AppWorld[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  async function waiting() {
    const world = await startAppWorld();
    worlds.push(world);
    const { github } = world;
    await addRuleset(github);
    await train(github, await createTrainingRepository(github), { metrics: { auc: 0.9 } });
    await world.settle();
    const comment = { owner: "acme", repo: "registry", issue_number: 1, body: "/promote production" };
    await github.as("alice").rest.issues.createComment(comment);
    await world.settle();
    const { state } = github.sandbox.world;
    const summary = () => {
      const head = state.pulls.find(({ title }) => title === "churn 1 → production")?.headSha;
      return state.checkRuns.findLast(({ headSha }) => headSha === head)?.output.summary ?? "";
    };
    return { world, github, summary };
  }

  it("A21 reach the check by the ruleset's webhook, where the App may hear it", async () => {
    const { world, github, summary } = await waiting();
    expect(summary()).toContain("who else may bypass it could not be seen");
    expect(summary()).not.toContain("can update the registry branch past the App");
    github.installation.permissions = { ...github.installation.permissions, administration: "read" };
    Object.assign(github.app, { events: [...github.app.events, "repository_ruleset"] });
    await dropRulesets(github);
    await world.settle();
    expect(summary()).toContain("can update the registry branch past the App");
    expect(world.github.judge.violations).toEqual([]);
  });
});
