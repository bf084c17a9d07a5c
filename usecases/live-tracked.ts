import type { LivePart } from "../core/ports/live.ts";
import type { TrackingStore } from "../core/ports/tracking-store.ts";
import { mergeSources } from "../core/run/merge-sources.ts";
import type { Redactor } from "../core/run/redact.ts";
import { trackedSources } from "../core/tracking/to-sources.ts";
import { readTracked } from "./read-tracked.ts";

/** What is drawn again and again looks at no more than this. */
const LIMITS = { runs: 100, points: 200_000 };

/** What training code has tracked so far, named as it will be in the record. `open` gives null as long as there is nothing. */
export function createLiveTracked(open: () => Promise<TrackingStore | null>, redact: Redactor): LivePart {
  let opened: TrackingStore | null = null;
  return {
    read: async () => {
      opened ??= await open();
      const { value: stories } = opened === null ? { value: [] } : await readTracked(opened, LIMITS);
      const { measurements, params } = mergeSources(trackedSources(stories, redact));
      return { measurements, params, totalSteps: null };
    },
    close: async () => {
      await opened?.close();
      opened = null;
    },
  };
}
