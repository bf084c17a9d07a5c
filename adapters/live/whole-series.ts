import type { LiveFinds, LivePiece } from "../../core/ports/live.ts";
import type { Measurement } from "../../core/run/measurement.ts";

/** Tells measurements that are read whole each time: every metric anew, and of those that are there no more that they are gone. */
export function createWholeSeries(): (
  measurements: readonly Measurement[],
  take: (piece: LivePiece) => void,
) => LiveFinds["metrics"] {
  let told: LiveFinds["metrics"] = new Map();
  return (measurements, take) => {
    const series = Map.groupBy(measurements, ({ metric }) => metric);
    for (const [metric, points] of series) take({ series: metric, from: 0, points });
    for (const metric of told.keys()) if (!series.has(metric)) take({ series: metric, from: 0, points: [] });
    told = new Map(Array.from(series.keys(), (metric) => [metric, metric]));
    return told;
  };
}
