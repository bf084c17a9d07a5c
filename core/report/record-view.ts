import { asidesOf } from "../compare/asides.ts";
import type { Run } from "../run/run.ts";
import type { Detail } from "./detail.ts";

/** The record of a run as the job summary shows it; raw text, at most `detail.lines` of each list. */
export function recordView(run: Run, { lines }: Detail) {
  const asides = asidesOf(run).params;
  return {
    status: run.status,
    startedAt: run.startedAt,
    wallSeconds: run.resources.wallSeconds,
    cpuSeconds: run.resources.cpuSeconds,
    peakMemoryBytes: run.resources.peakMemoryBytes,
    command: run.command?.line ?? null,
    params: Object.entries(run.params)
      .filter(([name]) => !asides.has(name))
      .slice(0, lines)
      .map(([name, value]) => ({ name, value: String(value) })),
    data: run.data.slice(0, lines).map(({ name, id, strength, bytes }) => ({ name, id, strength, bytes })),
    files: run.files.slice(0, lines).map(({ path, role, bytes }) => ({ path, role, bytes })),
  };
}
