import { capture } from "../process/capture.ts";

/** What the samples of GPUs are made of; each column is a field of `nvidia-smi --help-query-gpu`. */
const FIELDS = ["index", "utilization.gpu", "memory.used", "memory.total", "power.draw"] as const;

export interface GpuReader {
  /** Values of all GPUs by name, `gpu_0_utilization_percentage`; empty where there are none. */
  read(): Promise<Readonly<Record<string, number>>>;
}

/** Answers in a row without anything of use after which there are no GPUs. One alone says little: a busy driver answers late. */
export const MOST_FAILURES = 5;

/** Asks nvidia-smi. Where there is no such program, or it has failed MOST_FAILURES times in a row, it is never asked again. */
export function createGpuReader(program = "nvidia-smi"): GpuReader {
  let failures = 0;
  return {
    read: async () => {
      if (failures >= MOST_FAILURES) return {};
      const arguments_ = [`--query-gpu=${FIELDS.join(",")}`, "--format=csv,noheader,nounits"];
      const asked = await capture(program, arguments_, { cwd: "/", timeoutMs: 4_000, maxBytes: 100_000 });
      const values = asked.exitCode === 0 ? parseGpuUsage(asked.stdout) : {};
      if (Object.keys(values).length > 0) failures = 0;
      else failures = asked.absent ? MOST_FAILURES : failures + 1;
      return values;
    },
  };
}

/** One line per GPU: `0, 45, 1200, 15360, 60.5` (percent, mebibytes, watts); `[N/A]` where it cannot tell. */
export function parseGpuUsage(text: string): Readonly<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const line of text.split("\n").slice(0, 64)) {
    const [index, busy, used, total, power] = line.split(",").map((field) => numberIn(field));
    if (index === undefined || !Number.isInteger(index)) continue;
    const put = (name: string, value: number | undefined) => {
      if (value !== undefined) values[`gpu_${index}_${name}`] = value;
    };
    put("utilization_percentage", busy);
    put("memory_usage_megabytes", used === undefined ? undefined : (used * 1024 * 1024) / 1e6);
    put(
      "memory_usage_percentage",
      used === undefined || total === undefined || total === 0 ? undefined : (100 * used) / total,
    );
    put("power_usage_watts", power);
  }
  return values;
}

function numberIn(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}
