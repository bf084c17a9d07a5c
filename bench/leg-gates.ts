import { compareMetrics } from "../core/compare/compare-metrics.ts";
import { type Draw, seededDraw } from "../core/compare/seeded-random.ts";
import type { Run } from "../core/run/run.ts";
import { buildRun } from "../test/support/build-run.ts";

interface LegGates {
  /** Shares of the simulated comparisons in which the gate of any leg fails, and that of the last one. */
  readonly any: number;
  readonly last: number;
}

/**
 * How often gates fail by chance where each leg of a matrix of seeds judges the mean of those that have finished by then. Values are
 * normal, both sides have as many seeds, nothing differs, and no tolerance is set. `node bench/leg-gates.ts` prints what
 * docs/comparison.md tells.
 */
function simulateLegGates(legs: number, comparisons: number): LegGates {
  const draw = seededDraw(`leg gates ${legs}`);
  let any = 0;
  let last = 0;
  for (let n = 0; n < comparisons; n += 1) {
    const [reference, ...referenceRepeats] = runsOf(legs, draw);
    const [first, ...rest] = runsOf(legs, draw);
    if (reference === undefined || first === undefined) continue;
    const failed = Array.from({ length: legs }, (_, leg) => {
      const [change] = compareMetrics(first, reference, { repeats: rest.slice(0, leg), referenceRepeats });
      return change?.verdict === "worse";
    });
    any += Number(failed.includes(true));
    last += Number(failed.at(-1) === true);
  }
  return { any: any / comparisons, last: last / comparisons };
}

const BLANK = buildRun({ goals: { auc: { goal: "maximize" } } });

function runsOf(count: number, draw: Draw): readonly Run[] {
  return Array.from({ length: count }, () => {
    const value = normal(draw);
    return { ...BLANK, metrics: { auc: { last: value, min: value, max: value, count: 1, step: null } } };
  });
}

/** G. E. P. Box, M. E. Muller, Annals of Mathematical Statistics 29 (1958) 610–611. */
function normal(draw: Draw): number {
  const uniform = () => (draw(2 ** 31) + 0.5) / 2 ** 31;
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const COMPARISONS = 20_000;

function print(): void {
  for (const legs of [3, 5, 10]) {
    const { any, last } = simulateLegGates(legs, COMPARISONS);
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    process.stdout.write(`${legs} legs: any ${percent(any)}, last ${percent(last)}\n`);
  }
}

if (import.meta.main) print();
