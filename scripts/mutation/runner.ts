import { writeFileSync } from "node:fs";
import { type RunnerTestCase, type RunnerTestSuite, TestRunner } from "vitest";
import { OUTCOME } from "./instrument.ts";

/** What the switches in the instrumented code read and write. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: {
    readonly static: Record<string, number>;
    readonly perTest: Record<string, Record<string, number> | undefined>;
  };
}

/** What is known so far, kept beside the switches: a worker loads this module anew for each file. */
interface Found {
  readonly covered: Set<string>;
  readonly killed: Set<string>;
}

const here: typeof globalThis & { __stryker__?: Switches; foundByMutation?: Found } = globalThis;
here.__stryker__ ??= {};
here.foundByMutation ??= { covered: new Set(), killed: new Set() };
const switches = here.__stryker__;
const found = here.foundByMutation;

/** A loop that a mutant makes endless passes its switch more often than a hundred times as often. */
const LOOP_FACTOR = 100;

/**
 * So many switches may a test pass for it to be tried with each mutant in its way: some ten decisions. Tests of hundreds of
 * cases pass far more, and nearly all mutants are in their way.
 */
const MOST_PASSES = 20_000;

/**
 * Runs each test once as it is, and once more for each mutant in its way that no test has killed yet, all in one process
 * and without loading anything again. So mutants in what is computed once when a module loads are not tried.
 */
export default class MutationRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = async () => {
      await this.onAfterRetryTask(test, { retry: 0, repeats: 0 });
      await TestRunner.getTestFn(test)();
    };
    switches.currentTestId = test.id;
    await run();
    const hits = Object.entries(switches.mutantCoverage?.perTest[test.id] ?? {});
    const isSmall = hits.reduce((sum, [, count]) => sum + count, 0) <= MOST_PASSES;
    switches.currentTestId = "mutated";
    for (const [mutant, count] of hits) {
      found.covered.add(mutant);
      if (isSmall && !found.killed.has(mutant) && (await fails(run, mutant, count))) found.killed.add(mutant);
    }
    switches.currentTestId = undefined;
    // What a mutant did must not last: the test has to hold still.
    await run();
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if (!("filepath" in suite)) return;
    const reached = [...found.covered];
    const loaded = Object.keys(switches.mutantCoverage?.static ?? {});
    writeFileSync(OUTCOME, JSON.stringify({ reached, killed: [...found.killed], loaded }));
  }
}

async function fails(run: () => Promise<void>, mutant: string, hits: number): Promise<boolean> {
  switches.activeMutant = mutant;
  switches.hitCount = 0;
  switches.hitLimit = hits * LOOP_FACTOR;
  try {
    await run();
    return false;
  } catch {
    return true;
  } finally {
    switches.activeMutant = undefined;
    switches.hitCount = undefined;
  }
}
