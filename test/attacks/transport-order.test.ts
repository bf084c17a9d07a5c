import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Job } from "../../app/job.ts";
import { startMemoryApp } from "../support/memory-app.ts";
import { asked, opened, registered } from "../support/registry-play.ts";
import { ada, grace, mary, RegistryWorld } from "../support/registry-world.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const REGISTRY = "acme/registry";

/** What people did, and the jobs that its webhooks ask for, in their right order. */
async function happened(): Promise<{ world: RegistryWorld; jobs: readonly Job[] }> {
  const world = new RegistryWorld();
  const home = await registered(world, 1);
  const move = await asked(world, home);
  const other = await registered(world, 2);
  const waiting = await opened(world, 3);
  world.pulls.review(move, grace);
  world.pulls.review(move, mary);
  world.pulls.putLabel(other, "stage: production", ada);
  await world.pulls.removeLabel(other, "stage: development");
  const head = (await world.pulls.get(move)).head;
  const repository = REGISTRY;
  const jobs: readonly Job[] = [
    { kind: "evaluate", repository, pull: waiting },
    { kind: "evaluate", repository, pull: move },
    { kind: "evaluate-commit", repository, commit: head },
    { kind: "request", repository, pull: other, label: "stage: production", sender: ada },
    { kind: "restore-labels", repository, pull: other },
    { kind: "evaluate-all", repository, branch: "main" },
    { kind: "settings", repository },
    { kind: "all-labels", repository },
  ];
  return { world, jobs };
}

/** Where everything stands, without moments and sequence numbers, which do depend on the order. */
async function standing(world: RegistryWorld) {
  const pulls = await world.pulls.changedSince(undefined);
  const shown = pulls
    .toSorted((a, b) => a.number - b.number)
    .map(({ title, state, merged, labels, number }) => ({
      title,
      state,
      merged,
      labels: labels.toSorted(),
      comments: world.pulls.comments(number).length,
      outcome: world.checks.verdictOn(pulls.find((one) => one.number === number)?.head ?? head())?.outcome,
    }));
  return {
    holders: world.stages().holders,
    pulls: shown,
    branches: [...world.repository.refs.keys()].sort(),
  };
  function head(): never {
    throw new Error("no head");
  }
}

async function play(order: (jobs: readonly Job[]) => readonly Job[]) {
  const { world, jobs } = await happened();
  const app = startMemoryApp(new Map([[REGISTRY, world]]));
  await Promise.all(order(jobs).map((job) => app.jobs.perform(job)));
  // One pass sees what was asked, the next judges what the first one opened.
  await app.jobs.reconcile(REGISTRY);
  await app.jobs.reconcile(REGISTRY);
  await app.idle();
  return standing(world);
}

describe("webhooks that come as they like", () => {
  it("C2 end alike, each delivered once to five times, without a second comment, landing or check", async () => {
    const once = await play((jobs) => jobs);
    expect(once.holders).toMatchObject({ production: [1] });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 8, maxLength: 8 }),
        async (times) => {
          const repeated = await play((jobs) =>
            jobs.flatMap((job, at) => Array.from({ length: times[at] ?? 1 }, () => job)),
          );
          expect(repeated).toEqual(once);
        },
      ),
      { numRuns: 5 },
    );
  });

  it("C4 end alike in any order and with any of them lost, after a reconcile", async () => {
    const nothingHeard = await play(() => []);
    const keys = fc.array(fc.record({ order: fc.integer(), lost: fc.boolean() }), {
      minLength: 8,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(keys, async (fates) => {
        const end = await play((jobs) =>
          jobs
            .map((job, at) => ({ job, fate: fates[at] }))
            .filter(({ fate }) => fate?.lost !== true)
            .toSorted((a, b) => (a.fate?.order ?? 0) - (b.fate?.order ?? 0))
            .map(({ job }) => job),
        );
        expect(end).toEqual(nothingHeard);
      }),
      { numRuns: 10 },
    );
  });
});

describe("on a real registry", () => {
  const worlds: AppWorld[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  it("C4 what was lost while the App was down arrives after all: GitHub is asked for it again", async () => {
    const world = await startAppWorld({ reconcileSeconds: 86_400 });
    worlds.push(world);
    const { github } = world;
    const churn = await createTrainingRepository(github);
    await world.app.close();
    await train(github, churn, { metrics: { auc: 0.9 } });
    await github.sandbox.world.idle();
    const lost = github.sandbox.world.state.deliveries.filter(({ status }) => status === 0);
    expect(lost.map(({ event }) => event)).toContain("workflow_run");
    await world.restart();
    await world.settle();
    const { deliveries } = github.sandbox.world.state;
    for (const { guid } of lost) {
      const again = deliveries.filter((delivery) => delivery.guid === guid && delivery.redelivery);
      expect(again).toMatchObject([{ status: 202 }]);
    }
    expect(world.lines).toContainEqual(expect.stringContaining("again that had not arrived"));
    expect(github.sandbox.world.state.pulls.map(({ title }) => title)).toEqual(["churn 1"]);
    const count = github.sandbox.world.state.deliveries.length;
    await world.app.sweep();
    await world.settle();
    expect(github.sandbox.world.state.deliveries).toHaveLength(count);
    expect(github.judge.violations).toEqual([]);
  });
});
