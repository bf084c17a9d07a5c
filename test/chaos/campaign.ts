import { Worker } from "node:worker_threads";
import type { Outcome } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import { count, EMPTY, type Tally } from "./tally.ts";
import type { Template } from "./template.ts";

export interface CampaignOptions {
  readonly runs: number;
  /** Seeds are this one and those after it. */
  readonly seed: number;
  /** No run begins after that; none for no limit. */
  readonly minutes?: number | undefined;
  readonly workers: number;
  readonly template: Template;
  readonly plant?: string | undefined;
  readonly onRun?: (tally: Tally) => void;
  readonly onFailure?: (scenario: Scenario, violations: readonly string[]) => void;
  /** Ends at the first broken promise. */
  readonly untilFailure?: boolean;
}

interface Played {
  readonly seed: number;
  readonly outcome: Outcome & { readonly cpuSeconds: number };
  readonly kept: Scenario | undefined;
}

/** A thread that has played so many runs is replaced: Apps that were killed leave memory behind. */
const RUNS_PER_THREAD = 200;

/** Plays many runs side by side. */
export async function runCampaign(options: CampaignOptions): Promise<Tally> {
  const end = performance.now() + (options.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  let next = options.seed;
  let tally = EMPTY;
  const isOver = () =>
    next >= options.seed + options.runs ||
    performance.now() > end ||
    (options.untilFailure === true && tally.failures.length > 0);
  const work = async (): Promise<void> => {
    while (!isOver()) {
      const thread = startThread(options);
      for (let run = 0; run < RUNS_PER_THREAD && !isOver(); run++) {
        next += 1;
        const { seed, outcome, kept } = await playIn(thread, next - 1);
        tally = count(tally, seed, outcome);
        if (kept !== undefined) options.onFailure?.(kept, outcome.violations);
        options.onRun?.(tally);
      }
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return tally;
}

function startThread({ template, plant }: CampaignOptions): Worker {
  const workerData = { template, plant: plant ?? null };
  return new Worker(new URL("./worker.ts", import.meta.url), {
    workerData,
    // A run leaves little behind: with room for the young, most of it is never copied.
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  });
}

function playIn(thread: Worker, seed: number): Promise<Played> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(error);
    thread.once("error", onError);
    thread.once("message", (played: Played) => {
      thread.off("error", onError);
      resolve(played);
    });
    thread.postMessage({ seed });
  });
}
