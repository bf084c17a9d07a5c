import { isHardwareMetric } from "../core/run/hardware.ts";
import type { Curves } from "../core/run/metric.ts";

/** A point of a curve with the metric that it is of. */
export interface NamedPoint {
  readonly metric: string;
  readonly step: number;
  readonly time: number | null;
  readonly value: number;
}

/** Tells the points of curves that it was not shown before, by time; those of the machine are left out. */
export function createPointTeller(): (curves: Curves) => readonly NamedPoint[] {
  const seen = new Set<string>();
  return (curves) => {
    const fresh: NamedPoint[] = [];
    for (const [metric, points] of curves) {
      if (isHardwareMetric(metric)) continue;
      for (const point of points) {
        const key = JSON.stringify([metric, point.step, point.time, String(point.value)]);
        if (seen.has(key)) continue;
        seen.add(key);
        fresh.push({ metric, ...point });
      }
    }
    return fresh.sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || a.step - b.step);
  };
}
