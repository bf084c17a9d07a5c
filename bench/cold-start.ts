import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAction, eagerBytes } from "../scripts/build.ts";
import type { BenchRow } from "./report.ts";

const ROUNDS = 21;

// The first thing the Action does is to read its inputs: everything that every run loads has been loaded and evaluated
// by then. The empty process has the same preload.
const STOP = `process.env = new Proxy(process.env, {
  get: (env, name) => (name === "INPUT_RUN" ? process.exit(0) : env[name]),
});`;

/**
 * The Action's start-up against an empty Node process: until all that every run loads is loaded, and a whole run that has
 * nothing to record but the machine. Medians of interleaved rounds, so that a busy machine slows all alike.
 */
export async function benchColdStart(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    const metafile = await buildAction(join(folder, "dist"));
    writeFileSync(join(folder, "empty.mjs"), "");
    writeFileSync(join(folder, "stop.mjs"), STOP);
    const [empty = 0, loaded = 0, whole = 0] = medians(folder, [
      ["--import", "./stop.mjs", "empty.mjs"],
      ["--import", "./stop.mjs", "dist/index.js"],
      ["dist/index.js"],
    ]);
    const total = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
    return [
      { name: "empty Node process", value: Math.round(empty), unit: "ms" },
      { name: "Action loaded", value: Math.round(loaded), unit: "ms" },
      {
        name: "Action loaded / empty process",
        value: Math.round((100 * loaded) / empty) / 100,
        unit: "times",
        target: { atMost: 2.5 },
      },
      { name: "whole run without a command", value: Math.round(whole), unit: "ms" },
      {
        name: "loaded in every run",
        value: Math.round(eagerBytes(metafile) / 1000),
        unit: "kB",
        target: { atMost: 400 },
      },
      { name: "whole bundle", value: Math.round(total / 1000), unit: "kB" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of each command line of Node, the median over all rounds. */
function medians(folder: string, commands: readonly (readonly string[])[]): readonly number[] {
  const times = commands.map((): number[] => []);
  const env = { PATH: process.env.PATH, RUNNER_TEMP: folder, GITHUB_WORKSPACE: folder, INPUT_RECORD: "now" };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, args] of commands.entries()) {
      const started = performance.now();
      execFileSync(process.execPath, args, { cwd: folder, env, stdio: "ignore" });
      times[index]?.push(performance.now() - started);
    }
  }
  return times.map((list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN);
}

if (import.meta.main) console.table(await benchColdStart());
