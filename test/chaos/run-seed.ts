import { createJudge } from "../../sandbox/contract/index.ts";
import { generate } from "./generate.ts";
import type { Plant } from "./plants.ts";
import { type Outcome, play } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import type { Template } from "./template.ts";

/** One run of so many goes all the way: over HTTP, and GitHub's own description judges every request and answer. */
const WHOLE_SHARE = 50;

export interface SeedOptions {
  readonly template: Template;
  readonly plant?: Plant | undefined;
}

/** Plays what a seed names; a run that does not come to its end is a broken promise, too. */
export async function playSeed(
  seed: number,
  options: SeedOptions,
): Promise<Outcome & { cpuSeconds: number }> {
  return await playScenario(generate(seed), options);
}

export async function playScenario(
  scenario: Scenario,
  { template, plant }: SeedOptions,
): Promise<Outcome & { cpuSeconds: number }> {
  const began = process.threadCpuUsage();
  const isWhole = scenario.seed % WHOLE_SHARE === 0;
  // A lie planted between the App and GitHub is no answer of GitHub's.
  const judge = isWhole && plant === undefined ? createJudge() : undefined;
  const options = { template, isWhole, ...(plant && { plant }), ...(judge && { judge }) };
  const outcome = await play(scenario, options).catch(failed);
  const { user, system } = process.threadCpuUsage(began);
  return { ...outcome, cpuSeconds: (user + system) / 1e6 };
}

function failed(error: unknown): Outcome {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    violations: [`END ${text}`],
    requests: 0,
    webhooks: 0,
    kills: 0,
    faults: {},
    actions: {},
    landings: 0,
    decisions: 0,
    refused: 0,
    lines: [],
    history: [],
  };
}

/** The promise that a violation breaks, without the names of one run: `I7 acme`. */
export function promiseOf(violation: string | undefined): string {
  return (violation ?? "").split(":")[0] ?? "";
}
