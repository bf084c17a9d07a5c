import { expect, it } from "vitest";
import type { Job } from "../../app/job.ts";
import { PedigreeError } from "../../core/errors.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { startMemoryApp } from "../support/memory-app.ts";
import { asked, registered } from "../support/registry-play.ts";
import { grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";

const TENANTS = ["acme/one", "globex/two", "initech/three", "umbrella/four"];

/** Every tenant is in another state, and its policy asks for another metric. */
async function settle(): Promise<ReadonlyMap<string, RegistryWorld>> {
  const worlds = TENANTS.map(async (name, at) => {
    const world = new RegistryWorld(POLICY.replace("candidate.auc >= 0.8", `candidate.auc >= 0.${6 + at}`));
    for (let run = 1; run <= at + 1; run += 1) await registered(world, run, { auc: 0.7 });
    const move = await asked(world, 1);
    for (const person of [grace, mary]) world.pulls.review(move, person);
    return [name, world] as const;
  });
  return new Map(await Promise.all(worlds));
}

function jobsOf(repository: string, at: number): readonly Job[] {
  const move = at + 2;
  return [
    { kind: "evaluate", repository, pull: move },
    { kind: "all-labels", repository },
    { kind: "evaluate-all", repository, branch: "main" },
    { kind: "restore-labels", repository, pull: 1 },
    { kind: "settings", repository },
  ];
}

async function play(inTurn: boolean) {
  const worlds = await settle();
  const app = startMemoryApp(worlds);
  const one = async (name: string, at: number) => {
    for (const job of jobsOf(name, at)) await app.jobs.perform(job);
    await app.jobs.reconcile(name);
  };
  if (inTurn) for (const [at, name] of TENANTS.entries()) await one(name, at);
  else await Promise.all(TENANTS.map(one));
  return [...worlds].map(([name, world]) => ({
    name,
    tip: world.repository.head("main"),
    files: world.files(),
    stages: world.stages(),
    published: world.checks.published,
    comments: Array.from({ length: world.pulls.count }, (_, n) => world.pulls.comments(n + 1)),
  }));
}

it("C9 many tenants at once come out byte for byte as one after the other", async () => {
  const serial = await play(true);
  expect(serial.map(({ stages }) => Object.keys(stages.holders).sort())).toEqual([
    ["production"],
    ["development", "production"],
    ["development"],
    ["development"],
  ]);
  expect(await play(false)).toEqual(serial);
});

/** Ports of which the n-th call of GitHub fails for its rate limit, before it is performed. */
function limited(ports: RegistryPorts, failing: number): { ports: RegistryPorts; calls: () => number } {
  let calls = 0;
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          calls += 1;
          if (calls !== failing) return member.apply(target, args);
          return Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "GitHub's rate limit is reached"));
        };
      },
    });
  const { repository, pulls, checks, people } = ports;
  return {
    ports: {
      ...ports,
      repository: wrap(repository),
      pulls: wrap(pulls),
      checks: wrap(checks),
      people: wrap(people),
    },
    calls: () => calls,
  };
}

async function land(failing: number) {
  const world = new RegistryWorld();
  const first = await registered(world, 1);
  const move = await asked(world, first);
  for (const person of [grace, mary]) world.pulls.review(move, person);
  const { ports, calls } = limited(world.ports, failing);
  // The inbox tries again what failed as a whole; a projection that failed is the reconciler's.
  await evaluatePull(ports, move).catch(() => evaluatePull(world.ports, move));
  await reconcile(world.ports);
  const pulls = await world.pulls.changedSince(undefined);
  return {
    calls: calls(),
    end: {
      holders: world.stages().holders,
      log: world.files().filter((file) => file.includes("/log/")),
      labels: await world.labels(first),
      comments: [first, move].map((pull) => world.pulls.comments(pull).length),
      open: pulls.filter(({ state }) => state === "open").length,
      branches: [...world.repository.refs.keys()],
      checks: new Set(world.checks.verdicts.keys()).size,
    },
  };
}

it("C6 a rate limit at any call of a landing delays it, and nothing happens twice", async () => {
  const { calls, end } = await land(0);
  expect(end).toMatchObject({ holders: { production: [1] }, labels: ["stage: production"], open: 0 });
  expect(calls).toBeGreaterThan(15);
  for (let failing = 1; failing <= calls; failing += 1) {
    expect({ failing, ...(await land(failing)).end }).toEqual({ failing, ...end });
  }
});
