import { Arrivals } from "../core/live/arrivals.ts";
import { foldLive, type LiveMetrics } from "../core/live/live-metric.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { LiveFinds, LiveHardware, LivePart, LiveSource } from "../core/ports/live.ts";
import { isHardwareMetric } from "../core/run/hardware.ts";
import type { Measurement } from "../core/run/measurement.ts";
import type { Redactor } from "../core/run/redact.ts";
import type { ParamValue } from "../core/run/run.ts";

export interface LiveSourceOptions {
  /** In the order of precedence: a metric or parameter comes from the first that has it. */
  readonly parts: readonly LivePart[];
  /** Parameters that are known from the start, and count before all others. */
  readonly params: ReadonlyMap<string, ParamValue>;
  /** Null where nobody looks at the machine. */
  readonly hardware: LiveHardware | null;
  readonly clock: Clock;
  /** Files may name a metric after anything, and messages name files. */
  readonly redact: Redactor;
}

/** Looks at all places, and folds what they tell only where one of them has something new. */
export function createLiveSource(options: LiveSourceOptions): LiveSource {
  const arrivals = new Arrivals();
  const known = options.parts.map((): LiveFinds => NOTHING);
  const names = new Map<string, string>();
  const shown = (name: string) => {
    const known = names.get(name) ?? options.redact(name);
    names.set(name, known);
    return known;
  };
  let folded: LiveMetrics = new Map();
  return {
    read: async () => {
      const notes: string[] = [];
      let changed = false;
      for (const [index, part] of options.parts.entries()) {
        const finds = await part.read().catch((error: unknown) => {
          notes.push(error instanceof Error ? error.message : "a part of the training cannot be read");
          return known[index] ?? NOTHING;
        });
        changed ||= finds !== known[index];
        known[index] = finds;
      }
      const now = Date.parse(options.clock.now());
      if (changed) folded = foldLive(arrivals.stamp(firstOf(known, shown), now));
      return {
        now,
        metrics: folded,
        params: new Map([...known.toReversed().flatMap(({ params }) => [...params]), ...options.params]),
        totalSteps: known.find(({ totalSteps }) => totalSteps !== null)?.totalSteps ?? null,
        hardware: (await options.hardware?.read()) ?? null,
        notes: notes.map(options.redact),
      };
    },
    close: async () => {
      for (const part of options.parts) await part.close?.();
    },
  };
}

const NOTHING: LiveFinds = { measurements: [], params: new Map(), totalSteps: null };

/** Use of the machine stands on a page of its own, and has its own count of steps. */
function firstOf(parts: readonly LiveFinds[], shown: (name: string) => string): readonly Measurement[] {
  const owners = new Map<string, LiveFinds>();
  const kept: Measurement[] = [];
  for (const part of parts) {
    for (const measurement of part.measurements) {
      const owner = owners.get(measurement.metric) ?? part;
      owners.set(measurement.metric, owner);
      if (owner !== part || isHardwareMetric(measurement.metric)) continue;
      kept.push({ ...measurement, metric: shown(measurement.metric) });
    }
  }
  return kept;
}
