import { LIVE_METRIC_POINTS } from "../core/live/live-metric.ts";
import { areSeveral } from "../core/live/several-runs.ts";
import type { LiveFinds, LivePart } from "../core/ports/live.ts";
import type { TrackingStore } from "../core/ports/tracking-store.ts";
import { isHardwareMetric } from "../core/run/hardware.ts";
import type { Redactor } from "../core/run/redact.ts";
import { type TrackedSeries, trackedSeries } from "../core/tracking/tracked-series.ts";
import { CurveFollower, type FoundCurve, type Taker, timed } from "./curve-follower.ts";
import { firstRuns } from "./read-tracked.ts";

/** Runs that are shown, points that are kept of all of them together, and points that are read at once. */
const LIMITS = { runs: 100, points: 200_000, piece: 1_000 };

const NOTHING: LiveFinds = { metrics: new Map(), params: new Map(), totalSteps: null };

export interface TrackedPlace {
  /** Gives null as long as there is nothing. */
  readonly open: () => Promise<TrackingStore | null>;
  readonly redact: Redactor;
  /** Lets others go first: a process that looks may be the one that the training logs to. */
  readonly pause: Taker["pause"];
}

/** What training code has tracked so far, named as it will be in the record. A look reads what was logged since the one before. */
export function createLiveTracked(
  { open, redact, pause }: TrackedPlace,
  limits: typeof LIMITS = LIMITS,
): LivePart {
  let opened: TrackingStore | null = null;
  const curves = new CurvesTold();
  return {
    read: async (take) => {
      opened ??= await open();
      if (opened === null) return NOTHING;
      const { items: runs, more } = await firstRuns(opened, limits.runs);
      await pause();
      const { series, params, sources } = trackedSeries(runs, redact);
      const shown = withinPoints(series, limits.points);
      await curves.look(opened, shown, { take, pause, piece: limits.piece });
      const isCut = more || shown.some(({ isWhole }) => !isWhole);
      return {
        metrics: new Map(shown.map((one) => [one.series, one.metric])),
        params,
        totalSteps: null,
        several: areSeveral(sources),
        notes: isCut ? [noteOf(limits)] : [],
      };
    },
    close: async () => {
      await opened?.close();
      opened = null;
    },
  };
}

function noteOf({ runs, points }: typeof LIMITS): string {
  return `mlflow: only the first ${runs} runs and ${points} points are shown, and the newest of each curve`;
}

interface ShownCurve extends FoundCurve {
  readonly metric: string;
  /** Whether there is room for its points; its newest is shown in any case. */
  readonly isWhole: boolean;
}

/** Use of the machine is no metric of the training, and is not read. */
function withinPoints(series: readonly TrackedSeries[], points: number): readonly ShownCurve[] {
  let room = points;
  const shown: ShownCurve[] = [];
  for (const { run, curve, metric } of series) {
    if (isHardwareMetric(metric)) continue;
    const needed = Math.min(curve.count, LIVE_METRIC_POINTS);
    const isWhole = needed <= room;
    if (isWhole) room -= needed;
    shown.push({ run, curve, metric, isWhole, series: `${run.id} ${curve.key}` });
  }
  return shown;
}

/** Which curves were told, and how far. */
class CurvesTold {
  readonly #followers = new Map<string, CurveFollower>();
  /** How many points a curve had of which only the newest was told. */
  readonly #newest = new Map<string, number>();

  async look(store: TrackingStore, shown: readonly ShownCurve[], taker: Taker): Promise<void> {
    this.#forgetOthers(shown, taker);
    for (const one of shown) {
      if (one.isWhole) await this.#follow(store, one, taker);
      else this.#tellNewest(one, taker);
    }
  }

  async #follow(store: TrackingStore, one: ShownCurve, taker: Taker): Promise<void> {
    this.#newest.delete(one.series);
    const follower = this.#followers.get(one.series) ?? new CurveFollower();
    this.#followers.set(one.series, follower);
    await follower.look(store, one, taker);
  }

  #tellNewest({ series, curve }: ShownCurve, { take }: Taker): void {
    this.#followers.delete(series);
    if (this.#newest.get(series) === curve.count) return;
    this.#newest.set(series, curve.count);
    take({ series, from: 0, points: [timed(curve)] });
  }

  /** Of runs that were deleted. */
  #forgetOthers(shown: readonly ShownCurve[], { take }: Taker): void {
    const wanted = new Set(shown.map(({ series }) => series));
    for (const told of [this.#followers, this.#newest]) {
      for (const series of told.keys()) {
        if (wanted.has(series)) continue;
        told.delete(series);
        take({ series, from: 0, points: [] });
      }
    }
  }
}
