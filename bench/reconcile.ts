import { localTime } from "../adapters/local-time.ts";
import { canonicalJson } from "../core/canonical.ts";
import { type ModelName, modelNameSchema } from "../core/names.ts";
import { asked, registered } from "../test/support/registry-play.ts";
import { grace, RegistryWorld } from "../test/support/registry-world.ts";
import type { RegistryPorts } from "../usecases/ports.ts";
import { reconcile } from "../usecases/reconcile.ts";
import type { ReconcileMemory } from "../usecases/reconcile-memory.ts";
import type { BenchRow } from "./report.ts";

/** Another number may be given: `node bench/reconcile.ts 1000` takes some minutes to set the scene. */
const PROMOTIONS = 200;
/** GitHub lists so many pull requests, labels or branches in one answer. */
const PER_PAGE = 100;
/** Read once for each commit or blob, and kept. */
const IMMUTABLE: ReadonlySet<string> = new Set(["tree", "readText", "describe"]);
const LISTS: ReadonlySet<string> = new Set(["open", "changedSince", "labels", "branches"]);

/**
 * One pass of the reconciler over a registry with many open promotions, in memory: how many requests it would make
 * and how long it computes. The first pass judges every one of them, a later one only what changed.
 */
export async function benchReconcile(promotions = PROMOTIONS): Promise<readonly BenchRow[]> {
  const world = new RegistryWorld();
  for (let run = 1; run <= promotions; run += 1) {
    const registration = { registry: "acme/registry", model: modelOf(run) };
    await asked(world, await registered(world, run, { run: { registration } }));
  }
  const first = await measure(world, undefined);
  const settled = await measure(world, first.memory);
  const idle = await measure(world, settled.memory);
  const [open] = await world.pulls.open();
  world.pulls.review(open?.number ?? 0, grace);
  const changed = await measure(world, idle.memory);
  const name = `reconciling ${promotions.toLocaleString("en")} open promotions`;
  return [
    { name: `${name}, first pass`, value: first.requests, unit: "requests" },
    { name: `${name}, nothing changed`, value: idle.requests, unit: "requests", ...upTo(promotions, 20) },
    {
      name: `${name}, nothing changed: time`,
      value: idle.milliseconds,
      unit: "ms",
      note: "without GitHub's own",
    },
    { name: `${name}, one approved`, value: changed.requests, unit: "requests", ...upTo(promotions, 40) },
  ];
}

/** The targets are for so many: each hundred more takes a page more of every list. */
function upTo(promotions: number, atMost: number): Pick<BenchRow, "target"> {
  return promotions > PROMOTIONS ? {} : { target: { atMost } };
}

/** Fifty models share the promotions. */
function modelOf(run: number): ModelName {
  return modelNameSchema.parse(`model-${run % 50}`);
}

const STARTED = Date.UTC(2026, 1, 2) - performance.now();
/** As fast as time goes by: in the tests' world each look takes a second, and all of them would make everything old. */
const CLOCK: RegistryPorts["clock"] = {
  now: () => new Date(STARTED + performance.now()).toISOString(),
  local: localTime,
};

interface Pass {
  readonly requests: number;
  readonly milliseconds: number;
  readonly memory: ReconcileMemory;
}

async function measure(world: RegistryWorld, memory: ReconcileMemory | undefined): Promise<Pass> {
  let requests = 0;
  const count = (name: string, answer: unknown) => {
    if (IMMUTABLE.has(name)) return;
    requests += LISTS.has(name) && Array.isArray(answer) ? Math.floor(answer.length / PER_PAGE) + 1 : 1;
  };
  const started = performance.now();
  const outcome = await reconcile(counted(world.ports, count), memory === undefined ? {} : { memory });
  const milliseconds = performance.now() - started;
  if (outcome.troubles.length > 0) throw new Error(canonicalJson(outcome.troubles));
  return { requests, milliseconds, memory: outcome.memory };
}

function counted(ports: RegistryPorts, count: (name: string, answer: unknown) => void): RegistryPorts {
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]) => {
          const answer: unknown = await member.apply(target, args);
          count(String(name), answer);
          return answer;
        };
      },
    });
  const { repository, pulls, checks, people, runs } = ports;
  return {
    ...ports,
    clock: CLOCK,
    repository: wrap(repository),
    pulls: wrap(pulls),
    checks: wrap(checks),
    people: wrap(people),
    runs: wrap(runs),
  };
}

if (import.meta.main) console.table(await benchReconcile(Number(process.argv[2] ?? PROMOTIONS)));
