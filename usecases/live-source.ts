import { LiveFold } from "../core/live/live-fold.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { LiveFinds, LiveHardware, LivePart, LiveSource } from "../core/ports/live.ts";
import { isHardwareMetric } from "../core/run/hardware.ts";
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

/** All places as one. `notes` say what could not be read. What one of them cannot tell now, it told before. */
export function createLiveReader({ parts, params, redact }: LivePlaces): Required<LivePart> {
  const known = parts.map((): LiveFinds => NOTHING);
  const names = new Map<string, string>();
  const shown = (name: string) => {
    const found = names.get(name) ?? redact(name);
    names.set(name, found);
    return found;
  };
  return {
    read: async (take) => {
      const notes: string[] = [];
      for (const [index, part] of parts.entries()) {
        const own: typeof take = (piece) => take({ ...piece, series: seriesOf(index, piece.series) });
        const finds = await part.read(own).catch((error: unknown) => {
          notes.push(error instanceof Error ? error.message : "a part of the training cannot be read");
          return known[index] ?? NOTHING;
        });
        notes.push(...(finds.notes ?? []));
        known[index] = finds;
      }
      return {
        metrics: firstOf(known, shown),
        params: new Map([...known.toReversed().flatMap(({ params: told }) => [...told]), ...params]),
        totalSteps: known.find(({ totalSteps }) => totalSteps !== null)?.totalSteps ?? null,
        several: known.some(({ several }) => several),
        notes: notes.map(redact),
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

/** What a training has told so far. A look folds what is new. */
export function createLiveSource(options: LiveSourceOptions): LiveSource {
  const reader = createLiveReader(options);
  const fold = new LiveFold();
  const now = () => Date.parse(options.clock.now());
  return {
    read: async () => {
      const {
        metrics,
        params,
        totalSteps,
        several = false,
        notes = [],
      } = await reader.read((piece) => fold.take(piece, now()));
      const hardware = (await options.hardware?.read()) ?? null;
      const reached = { metrics: fold.metrics(metrics), params, totalSteps, several };
      return { now: now(), ...reached, hardware, notes };
    },
    close: () => reader.close(),
  };
}

const NOTHING: LiveFinds = { metrics: new Map(), params: new Map(), totalSteps: null };

function seriesOf(part: number, series: string): string {
  return `${part} ${series}`;
}

/** Of series that are called alike it is the first. Use of the machine stands on a page of its own, and has its own count of steps. */
function firstOf(parts: readonly LiveFinds[], shown: (name: string) => string): LiveFinds["metrics"] {
  const series = new Map<string, string>();
  for (const [index, { metrics }] of parts.entries()) {
    for (const [own, metric] of metrics) {
      if (isHardwareMetric(metric)) continue;
      const name = shown(metric);
      if (!series.has(name)) series.set(name, seriesOf(index, own));
    }
  }
  return new Map(Array.from(series, ([name, one]) => [one, name]));
}
