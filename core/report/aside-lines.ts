import { HARDWARE_PREFIX } from "../run/hardware.ts";
import { type Curves, decodeMetric } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

/** How busy the machine was, in one line of our own words and numbers; none where nobody looked. */
export function machineLines({ metrics }: Run, curves: Curves): readonly string[] {
  const most = (name: string) => {
    const summary = metrics[HARDWARE_PREFIX + name];
    return summary === undefined ? Number.NaN : decodeMetric(summary.max);
  };
  const busy = (word: string, name: string) => {
    const [mean, max] = [meanOf(curves, HARDWARE_PREFIX + name), most(name)];
    return Number.isFinite(mean) ? [`${word} ${round(mean)} % on average, ${round(max)} % at most`] : [];
  };
  const memory = (word: string, of: string) => {
    const [megabytes, share] = [most(`${of}_usage_megabytes`), most(`${of}_usage_percentage`)];
    return Number.isFinite(megabytes)
      ? [`${word} ${(megabytes / 1000).toFixed(1)} GB (${round(share)} %) at most`]
      : [];
  };
  const gpus = gpusOf(metrics).flatMap((gpu) => [
    ...busy(`GPU ${gpu}`, `gpu_${gpu}_utilization_percentage`),
    ...memory(`its memory`, `gpu_${gpu}_memory`),
  ]);
  const parts = [
    ...busy("CPU", "cpu_utilization_percentage"),
    ...memory("memory", "system_memory"),
    ...gpus.slice(0, 2 * MAX_GPUS),
  ];
  return parts.length === 0 ? [] : [`Machine: ${parts.join("; ")}`];
}

/** A machine has eight GPUs or so; more would make a paragraph of the line. */
const MAX_GPUS = 8;

function gpusOf(metrics: Run["metrics"]): readonly number[] {
  const numbers = Object.keys(metrics).flatMap((name) => {
    const index = /^system\/gpu_(\d{1,3})_/.exec(name)?.[1];
    return index === undefined ? [] : [Number(index)];
  });
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

function meanOf(curves: Curves, name: string): number {
  const points = curves.get(name) ?? [];
  return points.reduce((sum, { value }) => sum + value, 0) / points.length;
}

function round(value: number): number {
  return Math.round(value);
}

/** How many runs within the run there were, in one line. */
export function nestedLines({ sources = [] }: Run): readonly string[] {
  const nested = sources.filter((source) => source.nested === true);
  if (nested.length === 0) return [];
  const open = nested.filter(({ partial }) => partial).length;
  const left = open === 0 ? "" : `, ${open} of which had not ended`;
  const runs = nested.length === 1 ? "1 nested run" : `${nested.length} nested runs`;
  return [`${runs}${left}: metrics and parameters are in the record`];
}
