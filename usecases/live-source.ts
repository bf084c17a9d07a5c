import { Arrivals } from "../core/live/arrivals.ts";
import { foldLive, type LiveMetrics } from "../core/live/live-metric.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { LiveFinds, LiveHardware, LivePart, LiveSource } from "../core/ports/live.ts";
import { isHardwareMetric } from "../core/run/hardware.ts";
import type { Measurement } from "../core/run/measurement.ts";
import type { Redactor } from "../core/run/redact.ts";
import type { ParamValue } from "../core/run/run.ts";

/** The places where a training tells what it does. */
export interface LivePlaces {
  /** In the order of precedence: a metric or parameter comes from the first that has it. */
  readonly parts: readonly LivePart[];
  /** Parameters that are known from the start, and count before all others. */
  readonly params: ReadonlyMap<string, ParamValue>;
  /** Files may name a metric after anything, and messages name files. */
  readonly redact: Redactor;
}

/** All that was told so far. */
export interface LiveReading extends Omit<LiveFinds, "notes"> {
  /** What could not be read, one line each. */
  readonly notes: readonly string[];
  /** Whether it is more than the reading before told. */
  readonly changed: boolean;
}

export interface LiveReader {
  read(): Promise<LiveReading>;
  close(): Promise<void>;
}

/** Looks at all places. What one of them cannot tell now, it told before. */
export function createLiveReader({ parts, params, redact }: LivePlaces): LiveReader {
  const known = parts.map((): LiveFinds => NOTHING);
  const names = new Map<string, string>();
  const shown = (name: string) => {
    const found = names.get(name) ?? redact(name);
    names.set(name, found);
    return found;
  };
  let measurements: readonly Measurement[] = [];
  return {
    read: async () => {
      const notes: string[] = [];
      let changed = false;
      for (const [index, part] of parts.entries()) {
        const finds = await part.read().catch((error: unknown) => {
          notes.push(error instanceof Error ? error.message : "a part of the training cannot be read");
          return known[index] ?? NOTHING;
        });
        notes.push(...(finds.notes ?? []));
        changed ||= finds !== known[index];
        known[index] = finds;
      }
      if (changed) measurements = firstOf(known, shown);
      return {
        measurements,
        params: new Map([...known.toReversed().flatMap(({ params: told }) => [...told]), ...params]),
        totalSteps: known.find(({ totalSteps }) => totalSteps !== null)?.totalSteps ?? null,
        notes: notes.map(redact),
        changed,
      };
    },
    close: async () => {
      for (const part of parts) await part.close?.();
    },
  };
}

export interface LiveSourceOptions extends LivePlaces {
  /** Null where nobody looks at the machine. */
  readonly hardware: LiveHardware | null;
  readonly clock: Clock;
}

/** What a training has told so far, folded only where there is something new. */
export function createLiveSource(options: LiveSourceOptions): LiveSource {
  const reader = createLiveReader(options);
  const arrivals = new Arrivals();
  let folded: LiveMetrics = new Map();
  return {
    read: async () => {
      const { measurements, params, totalSteps, notes, changed } = await reader.read();
      const now = Date.parse(options.clock.now());
      if (changed) folded = foldLive(arrivals.stamp(measurements, now));
      const hardware = (await options.hardware?.read()) ?? null;
      return { now, metrics: folded, params, totalSteps, hardware, notes };
    },
    close: () => reader.close(),
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
