import { createWholeSeries } from "../../adapters/live/whole-series.ts";
import type { LiveFinds, LivePart, LivePiece } from "../../core/ports/live.ts";
import type { Measurement } from "../../core/run/measurement.ts";

/** What a test's part finds at a look. */
export interface WholeFinds extends Omit<LiveFinds, "metrics"> {
  readonly measurements: readonly Measurement[];
}

/** A part that tells measurements whole; nothing where it finds the same object again. */
export function wholePart(read: () => Promise<WholeFinds>): LivePart {
  const tell = createWholeSeries();
  let known: { readonly finds: WholeFinds; readonly metrics: LiveFinds["metrics"] } | undefined;
  return {
    read: async (take) => {
      const finds = await read();
      if (known?.finds !== finds) known = { finds, metrics: tell(finds.measurements, take) };
      const { measurements: _, ...rest } = finds;
      return { ...rest, metrics: known.metrics };
    },
  };
}

/** Keeps all points of a part, as it tells them look by look. */
export function listener(part: LivePart) {
  const series = new Map<string, LivePiece["points"]>();
  return {
    look: async () => {
      const pieces: LivePiece[] = [];
      const finds = await part.read((piece) => pieces.push(piece));
      for (const { series: id, from, points } of pieces)
        series.set(id, [...(series.get(id) ?? []).slice(0, from), ...points]);
      const measurements = Array.from(finds.metrics).flatMap(([id, metric]) =>
        (series.get(id) ?? []).map(({ step, time, value }): Measurement => ({ metric, step, time, value })),
      );
      return { ...finds, measurements, pieces };
    },
  };
}
