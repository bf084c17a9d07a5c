import { compareRuns } from "../core/compare/compare-runs.ts";
import { thinCurve } from "../core/run/curve-thinning.ts";
import type { Run } from "../core/run/run.ts";
import { buildRun } from "../test/support/build-run.ts";
import { type BenchRow, percentile } from "./report.ts";

const RUNS = 200;
const METRICS = 500;
const POINTS = 1_000_000;
const REPETITIONS = 7;

/** Comparing many runs of many metrics with one baseline and its noise, and thinning one very long curve. */
export function benchCompare(): readonly BenchRow[] {
  const baseline = runOf(0);
  const runs = Array.from({ length: RUNS }, (_, i) => runOf(i + 1));
  const history = Array.from({ length: 10 }, (_, i) => runOf(i));
  const points = Array.from({ length: POINTS }, (_, step) => ({
    step,
    time: null,
    value: Math.sin(step / 5_000) + ((step * 7_919) % 1_000) / 5_000,
  }));
  const note = `median of ${REPETITIONS}`;
  return [
    {
      name: `compare ${RUNS} runs × ${METRICS} metrics`,
      value: medianMs(() => {
        for (const run of runs) compareRuns(run, baseline);
      }),
      unit: "ms",
      target: { atMost: 200 },
      note,
    },
    {
      name: "the same, each with the noise of 10 runs",
      value: medianMs(() => {
        for (const run of runs) compareRuns(run, baseline, { history });
      }),
      unit: "ms",
      note,
    },
    {
      name: `thin a curve of ${POINTS} points to 1000`,
      value: medianMs(() => thinCurve(points, 1_000)),
      unit: "ms",
      target: { atMost: 200 },
      note,
    },
  ];
}

function runOf(seed: number): Run {
  const names = Array.from({ length: METRICS }, (_, i) => `group-${i % 10}/metric-${i}`);
  const metrics = Object.fromEntries(names.map((name, i) => [name, ((seed + 3) * (i + 7)) % 101]));
  const goals = Object.fromEntries(names.slice(0, 50).map((name) => [name, { goal: "maximize" as const }]));
  return buildRun({ metrics, goals });
}

function medianMs(work: () => void): number {
  const samples = Array.from({ length: REPETITIONS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return percentile(samples, 0.5);
}

if (import.meta.main) console.table(benchCompare());
