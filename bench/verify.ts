import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createCliPorts } from "../cli/wire.ts";
import { verifyRegistry } from "../usecases/verify-registry.ts";
import { type RegistryScale, writeRegistry } from "./large-registry.ts";
import type { BenchRow } from "./report.ts";

/** Of `npm run bench`; `node bench/verify.ts --models 1000 --versions 10 --moves 5` makes a large one. */
const SCALE: RegistryScale = { models: 50, versions: 4, moves: 5 };

interface Measured {
  readonly events: number;
  readonly seconds: number;
  /** Processor time of Node alone; git works beside it. */
  readonly processor: number;
  /** The most memory that the process ever held, in MiB. */
  readonly memory: number;
}

/**
 * Verifying a registry from a clone: every decision decided again, every governed file compared. In a process of its
 * own, so that making the registry counts for nothing.
 */
export async function benchVerify(scale: RegistryScale = SCALE): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    await writeRegistry(folder, scale);
    const printed = execFileSync(process.execPath, [import.meta.filename, "--folder", folder]);
    const { events, seconds, processor, memory }: Measured = JSON.parse(printed.toString("utf8"));
    const { models, versions, moves } = scale;
    const note = `${models} models × ${versions} versions × ${moves} moves, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
    return [
      { name: `verify ${events} events`, value: seconds, unit: "s", note },
      { name: "the same in a second", value: Math.round(events / seconds), unit: "events" },
      {
        name: "verify, Node's processor time for 1,000 events",
        value: (1000 * processor) / events,
        unit: "s",
        target: { atMost: 5 },
      },
      { name: "peak memory of it", value: memory, unit: "MiB" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<Measured> {
  const ports = createCliPorts();
  const history = await ports.openRegistry(folder, undefined);
  const attestations = await ports.attestations();
  const begun = performance.now();
  const before = process.cpuUsage();
  const [documents, renderer] = await Promise.all([ports.documents(), ports.renderer()]);
  const { events, findings } = await verifyRegistry({
    history,
    objects: history,
    documents,
    renderer,
    attestations,
  });
  const { user, system } = process.cpuUsage(before);
  history.close();
  if (findings.length > 0) throw new Error(`the registry is not in order: ${JSON.stringify(findings[0])}`);
  return {
    events,
    seconds: (performance.now() - begun) / 1000,
    processor: (user + system) / 1e6,
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      folder: { type: "string" },
      models: { type: "string", default: String(SCALE.models) },
      versions: { type: "string", default: String(SCALE.versions) },
      moves: { type: "string", default: String(SCALE.moves) },
    },
  });
  const { folder, ...scale } = values;
  if (folder !== undefined) console.log(JSON.stringify(await measure(folder)));
  else {
    const [models, versions, moves] = [Number(scale.models), Number(scale.versions), Number(scale.moves)];
    console.table(await benchVerify({ models, versions, moves }));
  }
}
