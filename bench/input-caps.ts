import { spawnSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { DOORS } from "../test/support/hostile-inputs.ts";
import type { BenchRow } from "./report.ts";

const worstSchema = z.looseObject({
  door: z.string(),
  inputs: z.number(),
  milliseconds: z.number(),
  megabytes: z.number(),
});

/** What the worst of all hostile inputs within their size limits takes, each door's in one process of its own. */
export function benchInputCaps(): readonly BenchRow[] {
  const script = path.join(import.meta.dirname, "../test/support/read-hostile-inputs.ts");
  const worst = [...DOORS.map(({ name }) => name), "archives"].map((door) => {
    const child = spawnSync(process.execPath, ["--expose-gc", script, door], { encoding: "utf8" });
    return worstSchema.parse(JSON.parse(child.stdout));
  });
  const inputs = worst.reduce((sum, one) => sum + one.inputs, 0);
  const slowest = worst.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
  const largest = worst.toSorted((a, b) => b.megabytes - a.megabytes)[0];
  return [
    {
      name: "reading the slowest hostile input",
      value: slowest?.milliseconds ?? 0,
      unit: "ms",
      target: { atMost: 1_000 },
      note: `of ${inputs} inputs at ${worst.length} doors, the ${slowest?.door ?? "?"}; time of the processor`,
    },
    {
      name: "memory for the largest hostile input",
      value: largest?.megabytes ?? 0,
      unit: "MB",
      target: { atMost: 64 },
      note: `the ${largest?.door ?? "?"}; garbage included`,
    },
  ];
}
