import { expect, it } from "vitest";
import { openRegistryClone } from "../../adapters/git/registry-clone.ts";
import { documents } from "../../adapters/importers/documents.ts";
import { localTime } from "../../adapters/local-time.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { attestationVerifier } from "../../adapters/sigstore/attestation-verifier.ts";
import { writeRegistry } from "../../bench/large-registry.ts";
import { verifyRegistry } from "../../usecases/verify-registry.ts";
import { tempFolder } from "../support/temp-folder.ts";

it("is in order, so that what is measured is the verifying of it", async () => {
  const folder = tempFolder();
  await writeRegistry(folder, { models: 2, versions: 2, moves: 3 });
  const history = await openRegistryClone(folder, undefined);
  const ports = {
    history,
    objects: history,
    documents,
    renderer: createRenderer(),
    attestations: attestationVerifier,
    localTime,
  };
  const { events, findings } = await verifyRegistry(ports);
  history.close();
  expect({ events, findings }).toEqual({ events: 2 * 2 * (1 + 3), findings: [] });
});
