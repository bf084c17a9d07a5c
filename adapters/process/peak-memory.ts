import { treeMemory } from "./process-tree.ts";

/** Dense at first, so that a short command is seen at all; then twice a second. */
const INTERVALS_MS = [10, 20, 40, 80, 160, 320];
const STEADY_MS = 500;

export interface PeakMemory {
  /** Ends the sampling; the peak in bytes, null where the system does not tell. */
  stop(): number | null;
}

/**
 * Samples the memory of a process and its descendants until stopped: the highest sum of resident memory that was seen,
 * at least the high-water mark of the largest single process. Pages that processes share count in each of them.
 */
export function samplePeakMemory(pid: number): PeakMemory {
  let peak: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let count = 0;
  let stopped = false;
  const sample = async () => {
    const memory = await treeMemory(pid);
    if (memory !== null) peak = Math.max(peak ?? 0, memory.total, memory.highest);
    if (stopped) return;
    timer = setTimeout(() => void sample(), INTERVALS_MS[count++] ?? STEADY_MS);
    timer.unref();
  };
  void sample();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return peak;
    },
  };
}
