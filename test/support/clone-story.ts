import { openRegistryClone } from "../../adapters/git/registry-clone.ts";
import { documents } from "../../adapters/importers/documents.ts";
import { localTime } from "../../adapters/local-time.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { attestationVerifier } from "../../adapters/sigstore/attestation-verifier.ts";
import { type Verification, verifyRegistry } from "../../usecases/verify-registry.ts";
import { exportRegistry } from "./git-objects.ts";
import { promoted, registered } from "./registry-play.ts";
import { ada, grace, mary, RegistryWorld } from "./registry-world.ts";
import { tempFolder } from "./temp-folder.ts";

/**
 * A registry with a history worth verifying, made by the real use cases: three versions, a promotion, one that displaces
 * the first and brings an edited card, and what people edit in between.
 */
export async function playedRegistry(): Promise<RegistryWorld> {
  const world = new RegistryWorld();
  world.repository.push(
    "main",
    { "models/churn/model.yml": "schemaVersion: 1\nowners: [{ user: mary }]\n", "README.md": "Models\n" },
    mary,
  );
  const first = await registered(world, 1, { auc: 0.9 });
  await promoted(world, first, [grace, mary]);
  const second = await registered(world, 2, { auc: 0.92 });
  world.repository.push("main", { "README.md": "Our models\n" }, ada);
  await registered(world, 3, { auc: 0.85 });
  await promoted(world, second, [grace, mary]);
  return world;
}

/** The registry as a bare clone of it in a temporary folder. */
export function cloneOf(world: RegistryWorld): string {
  return exportRegistry(world.repository, tempFolder());
}

export async function verifyClone(folder: string): Promise<Verification> {
  const history = await openRegistryClone(folder);
  try {
    return await verifyRegistry({
      history,
      objects: history,
      documents,
      attestations: attestationVerifier,
      renderer: createRenderer(),
      localTime,
    });
  } finally {
    history.close();
  }
}
