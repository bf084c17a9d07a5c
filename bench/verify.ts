import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCliPorts } from "../cli/wire.ts";
import { modelNameSchema } from "../core/names.ts";
import { exportRegistry } from "../test/support/git-objects.ts";
import { promoted, registered } from "../test/support/registry-play.ts";
import { grace, mary, RegistryWorld } from "../test/support/registry-world.ts";
import { verifyRegistry } from "../usecases/verify-registry.ts";
import type { BenchRow } from "./report.ts";

/** Models of ten events each: five versions, every one of them promoted. */
const MODELS = 20;
const VERSIONS = 5;

/**
 * Verifying a registry from a clone: every decision decided again, every governed file compared. The registry is made by
 * the real use cases on the ports in memory; making it does not count.
 */
export async function benchVerify(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    exportRegistry((await playRegistry()).repository, folder);
    const ports = createCliPorts();
    const history = await ports.openRegistry(folder, undefined);
    const attestations = await ports.attestations();
    const begun = performance.now();
    const before = process.cpuUsage();
    const { events, findings } = await verifyRegistry({
      history,
      documents: ports.documents,
      attestations,
      renderer: ports.renderer,
    });
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(before);
    history.close();
    if (findings.length > 0) throw new Error(`the registry is not in order: ${JSON.stringify(findings[0])}`);
    return [
      { name: `verify ${events} events`, value: seconds, unit: "s" },
      {
        name: "verify, Node's processor time for 1,000 events",
        value: (user + system) / 1000 / events,
        unit: "s",
        target: { atMost: 5 },
      },
      {
        name: "memory of the process after it",
        value: Math.round(process.memoryUsage.rss() / 2 ** 20),
        unit: "MiB",
        note: "with the making of the registry",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function playRegistry(): Promise<RegistryWorld> {
  const world = new RegistryWorld();
  let run = 0;
  for (let at = 0; at < MODELS; at += 1) {
    const model = modelNameSchema.parse(`model-${at}`);
    for (let version = 1; version <= VERSIONS; version += 1) {
      run += 1;
      const registration = { registry: "acme/registry", model };
      const pull = await registered(world, run, { run: { registration } });
      await promoted(world, pull, [grace, mary]);
    }
  }
  return world;
}

if (import.meta.main) console.table(await benchVerify());
