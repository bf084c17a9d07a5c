import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createCliPorts } from "../cli/wire.ts";
import type { RegistryObjects } from "../core/ports/registry-objects.ts";
import { verifyRegistry } from "../usecases/verify-registry.ts";
import { type RegistryScale, writeRegistry } from "./large-registry.ts";
import type { BenchRow } from "./report.ts";

/** Of `npm run bench`; `node bench/verify.ts --models 1000 --versions 10 --moves 5` makes a large one. */
const SCALE: RegistryScale = { models: 50, versions: 4, moves: 5 };

interface Measured {
  readonly events: number;
  readonly seconds: number;
  /** Processor time of Node in seconds. */
  readonly processor: number;
  /** Processor time of git beside it, of which the second is that of comparing objects with their ids. */
  readonly git: number;
  readonly objects: number;
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
    const { events, seconds, processor, git, objects, memory }: Measured = JSON.parse(
      printed.toString("utf8"),
    );
    const { models, versions, moves } = scale;
    const note = `${models} models × ${versions} versions × ${moves} moves, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
    return [
      { name: `verify ${events} events`, value: seconds, unit: "s", note },
      { name: "the same in a second", value: Math.round(events / seconds), unit: "events" },
      {
        name: "verify, processor time of Node and git for 1,000 events",
        value: (1000 * (processor + git)) / events,
        unit: "s",
        target: { atMost: 5 },
      },
      {
        name: "of it, git comparing every object with its id",
        value: (1000 * objects) / events,
        unit: "s",
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
  const [documents, renderer, localTime] = await Promise.all([
    ports.documents(),
    ports.renderer(),
    ports.localTime(),
  ]);
  let compared = 0;
  const objects: RegistryObjects = {
    faults: async () => {
      const started = ofChildren();
      const faults = await history.faults();
      compared = ofChildren() - started;
      return faults;
    },
  };
  const verified = await verifyRegistry({ history, objects, documents, renderer, attestations, localTime });
  const { events, findings } = verified;
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - begun) / 1000;
  history.close();
  // The processes that read objects count once they have ended.
  await setTimeout(500);
  if (findings.length > 0) throw new Error(`the registry is not in order: ${JSON.stringify(findings[0])}`);
  return {
    events,
    seconds,
    processor: (user + system) / 1e6,
    git: ofChildren(),
    objects: compared,
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Processor time of all processes that were started and have ended, in seconds, as Linux counts it: in hundredths. */
function ofChildren(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
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
