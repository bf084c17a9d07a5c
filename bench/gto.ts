import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openGtoSource } from "../adapters/git/gto-source.ts";
import { DEFAULT_GTO_OPTIONS } from "../core/gto/state.ts";
import { planFromGto } from "../usecases/plan-gto.ts";
import type { BenchRow } from "./report.ts";

const [MODELS, EVENTS] = [20, 500];

/** How long it takes to read what ten thousand tags say: GTO 1.10 takes half a minute. */
export async function benchGto(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    writeTags(folder);
    const started = performance.now();
    const { plan } = await planFromGto(openGtoSource(folder), DEFAULT_GTO_OPTIONS);
    if (plan.models.length !== MODELS) throw new Error(`${plan.models.length} models`);
    return [
      {
        name: `planning from ${MODELS * EVENTS} tags of GTO`,
        value: (performance.now() - started) / 1000,
        unit: "s",
        target: { atMost: 1.5 },
        note: `${MODELS} models, half registrations, half assignments`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One stream for git instead of ten thousand calls of it. */
function writeTags(folder: string): void {
  const lines: string[] = [];
  const by = (second: number) => `Ada <a@example.com> ${1_700_000_000 + second} +0000`;
  for (let at = 0; at < EVENTS / 2; at += 1) {
    const parent = at === 0 ? "" : `from :${at}\n`;
    lines.push(`commit refs/heads/main\nmark :${at + 1}\ncommitter ${by(at)}\ndata 1\nc\n${parent}`);
  }
  for (let model = 0; model < MODELS; model += 1) {
    for (let at = 0; at < EVENTS / 2; at += 1) {
      const tag = (name: string, second: number) =>
        `tag ${name}\nfrom :${at + 1}\ntagger ${by(second)}\ndata 1\nt\n`;
      lines.push(tag(`m${model}@v1.${at}.0`, at * 2), tag(`m${model}#prod#${at + 1}`, at * 2 + 1));
    }
  }
  execFileSync("git", ["init", "-q", "-b", "main", folder]);
  execFileSync("git", ["-C", folder, "fast-import", "--quiet"], { input: lines.join("") });
  execFileSync("git", ["-C", folder, "pack-refs", "--all"]);
}

if (import.meta.main) console.table(await benchGto());
