import { type AgainstFirst, againstFirst } from "../core/compare/chance.ts";
import type { MetricChange } from "../core/compare/comparison.ts";
import { type RankedMetric, rankRuns } from "../core/compare/rank-runs.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { RunConfig } from "../core/run/config.ts";
import type { Curves } from "../core/run/metric.ts";
import { compareKept, curvesOf } from "./compare-kept.ts";
import type { ComparedRun } from "./find-compared.ts";
import { keptWhole, needsCurves } from "./read-comparison.ts";

/** One metric over several runs, and what chance has to do with it. */
export interface WeighedMetric extends RankedMetric {
  /** Of each run but the first, in their order; null where nothing is known of chance. */
  readonly against: readonly (AgainstFirst | null)[];
}

/** Ranks several runs or versions, and holds each against the first one as `compareKept` holds two against each other. */
export async function compareSeveral(
  store: RunStore,
  [first, ...others]: readonly [ComparedRun, ...ComparedRun[]],
  asked: { readonly defaultBranch: string | null; readonly config?: RunConfig },
): Promise<readonly WeighedMetric[]> {
  const changes: ReadonlyMap<string, MetricChange>[] = [];
  for (const reference of others) {
    const { comparison } = await compareKept(store, { ...asked, run: first, reference });
    changes.push(new Map(comparison.metrics.map((metric) => [metric.name, metric])));
  }
  const compared = [first, ...others];
  const runs = compared.map(({ run }) => run);
  const curves = runs.some(needsCurves) ? await curvesOfAll(store, compared) : [];
  return rankRuns(runs, curves).map((metric) => ({
    ...metric,
    against: againstFirst(changes.map((of) => of.get(metric.name))),
  }));
}

/** Those that tell a value at a step; none where they cannot be read. */
async function curvesOfAll(store: RunStore, compared: readonly ComparedRun[]): Promise<readonly Curves[]> {
  const all: Curves[] = [];
  for (const one of compared) {
    const curves = await curvesOf(store, one, []);
    all.push(one.version === null ? curves : keptWhole(one.run, curves));
  }
  return all;
}
