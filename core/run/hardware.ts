import { z } from "zod";
import { jsonOf } from "../json-text.ts";
import type { HardwareSample } from "../ports/hardware.ts";
import type { ImportSource } from "./import-source.ts";
import type { Curves } from "./metric.ts";

/** How the names of all metrics of the machine begin, as MLflow's system metrics are called. */
export const HARDWARE_PREFIX = "system/";
/** How the record names where they come from. */
export const HARDWARE_FORMAT = "hardware";

/** Whether a metric tells of the machine, and not of the training. */
export function isHardwareMetric(name: string): boolean {
  return name.startsWith(HARDWARE_PREFIX);
}

/** Whether nothing but the machine's use was measured, of which alone no picture is made. */
export function isMachineAlone(curves: Curves): boolean {
  return [...curves.keys()].every(isHardwareMetric);
}

const lineSchema = z.object({
  time: z.int().nonnegative(),
  values: z.record(z.string().min(1).max(200), z.number()),
});

/** One sample as a line of a file, with its end. */
export function formatHardwareSample({ time, values }: HardwareSample): string {
  return `${JSON.stringify({ time, values })}\n`;
}

/** Samples from lines, by time. Lines that are cut or of another form are passed over: each stands for itself. */
export function parseHardwareSamples(text: string): readonly HardwareSample[] {
  const samples = text.split("\n").flatMap((line) => {
    const parsed = lineSchema.safeParse(jsonOf(line));
    return parsed.success ? [parsed.data] : [];
  });
  return samples.toSorted((a, b) => a.time - b.time);
}

/** The samples as one source of a record, each a step; undefined where there are none. */
export function hardwareSource(samples: readonly HardwareSample[]): ImportSource | undefined {
  const measurements = samples.flatMap(({ time, values }, step) =>
    Object.entries(values).map(([name, value]) => ({ metric: HARDWARE_PREFIX + name, step, time, value })),
  );
  if (measurements.length === 0) return undefined;
  const run = {
    group: "",
    params: new Map(),
    measurements,
    tags: [],
    data: [],
    partial: false,
    problems: [],
  };
  return { path: HARDWARE_FORMAT, format: HARDWARE_FORMAT, run };
}
