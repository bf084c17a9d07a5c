import { parentPort, workerData } from "node:worker_threads";
import { generate } from "./generate.ts";
import { PLANTS } from "./plants.ts";
import { playScenario, playSeed, promiseOf } from "./run-seed.ts";
import type { Scenario } from "./scenario.ts";
import { shrink } from "./shrink.ts";
import type { Template } from "./template.ts";

// A thread of the campaign: plays the seeds that it is given, one after the other.
const { template, plant: name }: { readonly template: Template; readonly plant: string | null } = workerData;
const plant = name === null ? undefined : PLANTS[name];

parentPort?.on("message", ({ seed }: { readonly seed: number }) => void answer(seed));

async function answer(seed: number): Promise<void> {
  const { lines: _, history: __, ...outcome } = await playSeed(seed, { template, plant });
  const kept = outcome.violations.length === 0 ? undefined : await keep(seed, outcome.violations);
  parentPort?.postMessage({ seed, outcome, kept });
}

/** What is planted on purpose need not be shortened. */
async function keep(seed: number, violations: readonly string[]): Promise<Scenario> {
  return plant === undefined ? await smallest(seed, violations) : generate(seed);
}

/** The scenario of the seed without what its failure does not need. */
async function smallest(seed: number, violations: readonly string[]): Promise<Scenario> {
  process.stdout.write(`seed ${seed} fails, and is shortened: ${violations.slice(0, 3).join("\n  ")}\n`);
  const wanted = promiseOf(violations[0]);
  return await shrink(generate(seed), async (candidate) => {
    const { violations: found } = await playScenario(candidate, { template, plant });
    return found.some((violation) => promiseOf(violation) === wanted);
  });
}
