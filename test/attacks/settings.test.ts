import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { decide } from "../../core/policy/decide.ts";
import type { Protection } from "../../core/policy/settings.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { facts, policy } from "../support/facts.ts";
import { law } from "../support/law.ts";
import { GUARDED } from "../support/memory-settings.ts";
import { asked, registered } from "../support/registry-play.ts";
import { grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { addRuleset, dropRulesets } from "../support/rulesets.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const OPEN: Protection = { rulesets: [], evaluating: [] };
const WARNING = "The registry's settings";

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
    const value = fc.record({
      rulesets: fc.constantFrom(GUARDED.rulesets, []),
      evaluating: fc.array(fc.string(), { maxLength: 2 }),
    });
    const protection = fc.oneof(
      value.map((seen) => ({ known: true as const, value: seen })),
      fc.string().map((reason) => ({ known: false as const, reason })),
    );
    const strict = policy({ approvals: { count: 1, from: [{ team: "acme/ml-leads" }] } });
    const decided = (part: ReturnType<typeof facts>) => ({ ...decide(strict, part), facts: null });
    const before = decided(facts());
    law(protection, (seen) => {
      const settings = { seen: "2026-01-31T12:00:00Z", app: 1, protection: seen };
      expect(decided({ ...facts(), settings })).toEqual(before);
    });
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
