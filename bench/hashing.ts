import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDataVersion } from "../adapters/data/data-version-reader.ts";
import type { BenchRow } from "./report.ts";

const GIGABYTE = 1_000_000_000;

/** How fast a data file of 1 GB is named, and the memory that a process of its own needs for it at the most. */
export function benchHashing(): readonly BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  const path = join(folder, "data.bin");
  try {
    writeFileSync(path, "");
    truncateSync(path, GIGABYTE);
    const output = execFileSync(process.execPath, [import.meta.filename, path], { encoding: "utf8" });
    const [seconds = Number.NaN, kilobytes = Number.NaN] = output.trim().split(" ").map(Number);
    return [
      { name: "hashing 1 GB", value: Math.round(GIGABYTE / 1e6 / seconds), unit: "MB/s" },
      {
        name: "peak memory of it",
        value: Math.round((kilobytes * 1024) / 1e6),
        unit: "MB",
        target: { atMost: 150 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the process of its own: seconds, and peak resident memory in kB. */
async function measure(path: string): Promise<string> {
  const started = performance.now();
  await readDataVersion({ path: "data.bin", real: path, folder: false }, "training");
  const seconds = (performance.now() - started) / 1000;
  return `${seconds} ${peakKilobytes()}`;
}

/**
 * The high-water mark of this very process. `resourceUsage().maxRSS` would not do on Linux: a child starts with the
 * peak of the process that started it, here a bench that has done much before.
 */
function peakKilobytes(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const mark = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return mark === undefined ? process.resourceUsage().maxRSS : Number(mark);
}

if (import.meta.main) {
  const path = process.argv[2];
  if (path === undefined) console.table(benchHashing());
  else console.log(await measure(path));
}
