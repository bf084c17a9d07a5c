import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./report.ts";

const ROUNDS = 7;
const MAIN = join(import.meta.dirname, "../cli/main.ts");

const CALLS = [
  ["pedigree --version", ["--version"]],
  ["pedigree runs, none kept", ["runs"]],
  ["pedigree run -- true", ["run", "--", "true"]],
] as const;

/**
 * What a call of the command line takes before and after whatever it is for: the first one, when Node has compiled nothing
 * yet, and the median of later ones.
 */
export function benchCliStart(): readonly BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    return CALLS.flatMap(([name, argv]): BenchRow[] => {
      const times = Array.from({ length: ROUNDS }, () => timed(folder, argv));
      const [first = Number.NaN, ...later] = times;
      const median = later.toSorted((a, b) => a - b)[Math.floor(later.length / 2)] ?? Number.NaN;
      const note = `the first call: ${Math.round(first)} ms`;
      return [{ name, value: Math.round(median), unit: "ms", note }];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(folder: string, argv: readonly string[]): number {
  const env = { PATH: process.env.PATH, HOME: folder };
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [MAIN, ...argv], { cwd: folder, env, stdio: "ignore" });
  if (status !== 0) throw new Error(`pedigree ${argv.join(" ")} ended with ${status}`);
  return performance.now() - started;
}

if (import.meta.main) console.table(benchCliStart());
