import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldLive } from "../../core/live/live-metric.ts";
import type { LoggedPoint, TrackingStore } from "../../core/ports/tracking-store.ts";
import { isHardwareMetric } from "../../core/run/hardware.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { mergeSources } from "../../core/run/merge-sources.ts";
import { compareCurvePoints } from "../../core/tracking/rules.ts";
import { trackedSources } from "../../core/tracking/to-sources.ts";
import { createLiveSource } from "../../usecases/live-source.ts";
import { createLiveTracked } from "../../usecases/live-tracked.ts";
import { readTracked } from "../../usecases/read-tracked.ts";
import { TRACKING_STORES } from "../support/mlflow-app.ts";

const RUNS = ["a", "b", "c"];
const PARENT = [{ key: "mlflow.parentRunId", value: "a" }];

type Deed =
  | { readonly kind: "log"; readonly run: string; readonly points: readonly LoggedPoint[] }
  | { readonly kind: "stage"; readonly run: string; readonly stage: "active" | "deleted" }
  | { readonly kind: "look" };

const run = fc.constantFrom(...RUNS);
const point: fc.Arbitrary<LoggedPoint> = fc.record({
  key: fc.constantFrom("loss", "acc", "system/cpu"),
  step: fc.integer({ min: -1, max: 3 }),
  time: fc.integer({ min: 0, max: 5 }),
  value: fc.constantFrom(1, 2, 3, Number.NaN, Infinity),
});
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("log"), run, points: fc.array(point, { maxLength: 8 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("stage"), run, stage: fc.constantFrom("active", "deleted") }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("look") }) },
);

/** Begins a run when it is first heard of; what is logged to a deleted run is refused. */
async function perform(store: TrackingStore, done: Exclude<Deed, { kind: "look" }>): Promise<void> {
  const { run: id } = done;
  if ((await store.getRun(id)) === undefined) {
    const started = RUNS.length - RUNS.indexOf(id);
    const tags = id === "b" ? PARENT : [];
    await store.createRun({ id, experimentId: "0", name: id, user: "", started, tags });
  }
  if (done.kind === "stage") await store.setRunStage(id, done.stage);
  else await store.logBatch(id, { points: done.points, params: [], tags: [] }).catch(() => undefined);
}

const redact = (text: string) => text;

function sourceOf(store: TrackingStore, pause: () => Promise<void>) {
  const limits = { runs: 10, points: 1_000, piece: 2 };
  const part = createLiveTracked({ open: async () => store, redact, pause }, limits);
  const clock = { now: () => "2026-01-31T12:00:00.000Z" };
  return createLiveSource({ parts: [part], params: new Map(), hardware: null, clock, redact });
}

/**
 * What one look over everything would fold, read as the record reads it, but in the order of time: the newest value is the one
 * logged last.
 */
async function wholeOf(store: TrackingStore) {
  const { value: stories } = await readTracked(store);
  const { measurements } = mergeSources(trackedSources(stories, redact));
  const curves = Map.groupBy(measurements, ({ metric }) => metric);
  const byTime = [...curves.values()].flatMap((points) =>
    points.toSorted((a, b) => compareCurvePoints(at(a), at(b))),
  );
  return foldLive(byTime.filter(({ metric }) => !isHardwareMetric(metric)));
}

const at = ({ step, time, value }: Measurement) => ({ step: step ?? 0, time: time ?? 0, value });

describe.each(Object.entries(TRACKING_STORES))("over the %s store", (_, make) => {
  test("looks at any moments come to what one look over everything sees", { timeout: 60_000 }, async () => {
    const deeds = fc.array(deed, { maxLength: 30, size: "max" });
    await fc.assert(
      fc.asyncProperty(deeds, fc.array(fc.boolean(), { maxLength: 20 }), async (given, between) => {
        const store = make();
        const [left, turns] = [[...given], [...between]];
        // What comes next may come while a look pauses.
        const source = sourceOf(store, async () => {
          const next = left[0];
          if (turns.shift() !== true || next === undefined || next.kind === "look") return;
          left.shift();
          await perform(store, next);
        });
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          if (next.kind === "look") await source.read();
          else await perform(store, next);
        }
        turns.length = 0;
        const { metrics, notes } = await source.read();
        expect(notes).toEqual([]);
        expect([...metrics]).toEqual([...(await wholeOf(store))]);
        await store.close();
      }),
      { numRuns: 300 },
    );
  });
});
