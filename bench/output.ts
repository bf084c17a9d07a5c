import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutputFile } from "../adapters/process/output-file.ts";
import { createRedactor } from "../core/run/redact.ts";
import type { BenchRow } from "./report.ts";

const BYTES = 20_000_000;
const CHUNK = 64 * 1024;
/** As many as a job of several services has; each is looked for in some twenty forms. */
const SECRETS = Array.from({ length: 6 }, (_, at) => `${at}`.repeat(3).concat("aB3/xY7+".repeat(3 + at)));

/** How fast the output of a training is redacted and written: a training that prints faster waits. */
export async function benchOutput(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    const bytes = Buffer.from(boosting());
    const output = await openOutputFile(join(folder, "output.log"), createRedactor(SECRETS));
    const started = performance.now();
    for (let at = 0; at < bytes.length; at += CHUNK)
      await output.write("stdout", bytes.subarray(at, at + CHUNK));
    await output.close();
    const seconds = (performance.now() - started) / 1000;
    const value = Math.round(bytes.length / 1e6 / seconds);
    return [{ name: "redacting and keeping output", value, unit: "MB/s", target: { atLeast: 3 } }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function boosting(): string {
  const lines: string[] = [];
  for (let round = 0, length = 0; length < BYTES; round += 1) {
    const line = `[${round}]\ttrain-rmse:${(1 / (round + 1)).toFixed(5)}\teval-rmse:${(2 / (round + 3)).toFixed(5)}\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join("");
}

if (import.meta.main) console.table(await benchOutput());
