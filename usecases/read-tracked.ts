import type { Noted } from "../core/ports/recording.ts";
import type { CurvePoint, Page, TrackedRun, TrackingStore } from "../core/ports/tracking-store.ts";
import { MAX_RUN_POINTS } from "../core/run/measurement.ts";
import type { Order } from "../core/tracking/filter.ts";
import { windowAfter } from "../core/tracking/page.ts";
import type { TrackedStory } from "../core/tracking/to-sources.ts";

/** A record names at most so many sources (core/run/run.ts). */
export const MAX_TRACKED_RUNS = 1_000;
const PAGE = 1_000;

/** Every run that was tracked and not deleted, with its curves, oldest first. */
export async function readTracked(
  store: TrackingStore,
  limits: { readonly runs: number; readonly points: number } = {
    runs: MAX_TRACKED_RUNS,
    points: MAX_RUN_POINTS,
  },
): Promise<Noted<readonly TrackedStory[]>> {
  const warnings: string[] = [];
  const found = await readRuns(store);
  const runs = found.toSorted((a, b) => a.started - b.started || (a.id < b.id ? -1 : 1));
  if (runs.length > limits.runs)
    warnings.push(`mlflow: only the first ${limits.runs} of ${runs.length} runs are recorded`);
  const stories: TrackedStory[] = [];
  let left = limits.points;
  for (const run of runs.slice(0, limits.runs)) {
    const curves = new Map<string, readonly CurvePoint[]>();
    for (const { key } of run.curves) {
      const points = await readPoints(store, { run: run.id, key, most: left });
      left -= points.length;
      curves.set(key, points);
    }
    stories.push({ run, curves });
  }
  if (left <= 0) warnings.push(`mlflow: only the first ${limits.points} points are recorded`);
  return { value: stories, warnings };
}

/** Those of the runs that began first, oldest first. */
export async function firstRuns(store: TrackingStore, most: number): Promise<Page<TrackedRun>> {
  return store.searchRuns(await activeScope(store), { order: [BY_START], offset: 0, limit: most });
}

const BY_START: Order = {
  field: { entity: "attribute", key: "start_time", type: "number" },
  ascending: true,
};

async function readRuns(store: TrackingStore): Promise<readonly TrackedRun[]> {
  const scope = await activeScope(store);
  return readAll((offset) => store.searchRuns(scope, { order: [], offset, limit: PAGE }));
}

async function activeScope(store: TrackingStore) {
  const experiments = await readAll((offset) =>
    store.searchExperiments("active", { order: [], offset, limit: PAGE }),
  );
  return { experimentIds: experiments.map(({ id }) => id), view: "active" } as const;
}

async function readAll<T>(page: (offset: number) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let more = true; more; ) {
    const next = await page(all.length);
    all.push(...next.items);
    more = next.more && next.items.length > 0;
  }
  return all;
}

const POINTS = 10_000;

async function readPoints(
  store: TrackingStore,
  { run, key, most }: { readonly run: string; readonly key: string; readonly most: number },
): Promise<readonly CurvePoint[]> {
  const all: CurvePoint[] = [];
  while (all.length < most) {
    const limit = Math.min(POINTS, most - all.length);
    const page = await store.readCurve(run, key, windowAfter(all.at(-1), limit));
    for (const point of page.items) all.push(point);
    if (!page.more || page.items.length === 0) break;
  }
  return all;
}
