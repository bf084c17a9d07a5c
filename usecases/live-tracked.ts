import type { LiveFinds, LivePart } from "../core/ports/live.ts";
import type { TrackingStore } from "../core/ports/tracking-store.ts";
import { mergeSources } from "../core/run/merge-sources.ts";
import type { Redactor } from "../core/run/redact.ts";
import { type TrackedStory, trackedSources } from "../core/tracking/to-sources.ts";
import { readTracked } from "./read-tracked.ts";

/** What is drawn again and again looks at no more than this. */
const LIMITS = { runs: 100, points: 200_000 };

const NOTHING: LiveFinds = { measurements: [], params: new Map(), totalSteps: null };

/** What training code has tracked so far, named as it will be in the record. `open` gives null as long as there is nothing. */
export function createLiveTracked(
  open: () => Promise<TrackingStore | null>,
  redact: Redactor,
  limits: typeof LIMITS = LIMITS,
): LivePart {
  let opened: TrackingStore | null = null;
  return {
    read: async () => {
      opened ??= await open();
      if (opened === null) return NOTHING;
      const { value: stories, warnings } = await readTracked(opened, limits);
      const { measurements, params } = mergeSources(trackedSources(stories.map(withNewest), redact));
      return { measurements, params, totalSteps: null, notes: warnings.length === 0 ? [] : [noteOf(limits)] };
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

/** A curve that is too long to be looked at whole still ends where it has come to. */
function withNewest(story: TrackedStory): TrackedStory {
  const curves = story.run.curves.map(({ key, step, time, value }) => {
    const points = story.curves.get(key) ?? [];
    const isWhole = points.findLast((point) => point.step === step) !== undefined;
    return [key, isWhole ? points : [...points, { step, time, value }]] as const;
  });
  return { ...story, curves: new Map(curves) };
}
