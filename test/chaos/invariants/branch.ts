import { join } from "node:path";
import { documents } from "../../../adapters/importers/documents.ts";
import { localTime } from "../../../adapters/local-time.ts";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { attestationVerifier } from "../../../adapters/sigstore/attestation-verifier.ts";
import { verifyRegistry } from "../../../usecases/verify-registry.ts";
import { verifyClone } from "../../support/clone-story.ts";
import { registryOf } from "../act.ts";
import type { Evidence, Violation } from "../evidence.ts";
import { recordOf, textOf, walk } from "../history.ts";
import { sandboxHistory } from "../sandbox-history.ts";
import type { Tenant } from "../scenario.ts";

/** One run of so many is verified from a real clone by git itself. */
const CLONE_SHARE = 10;

const renderer = createRenderer();

const TENANTS: readonly Tenant[] = ["acme", "globex"];

/** I1, I2: the whole history verifies offline: every decision follows again from its recorded facts. */
export async function verified({ sandbox, landings, scenario }: Evidence): Promise<readonly Violation[]> {
  const broken: Violation[] = [];
  for (const tenant of TENANTS) {
    if (!landings.some((landing) => landing.tenant === tenant)) continue;
    const { findings } =
      scenario.seed % CLONE_SHARE === 0
        ? await verifyClone(join(sandbox.world.folder, "git", tenant, "registry.git"))
        : await verifyRegistry({
            history: await sandboxHistory(sandbox.world.git(registryOf(sandbox, tenant))),
            // The sandbox's own objects are read for what they are; a clone of them is looked into by git.
            objects: { faults: async () => [] },
            documents,
            attestations: attestationVerifier,
            renderer,
            localTime,
          });
    broken.push(...findings.map((finding) => `I1 ${tenant}: ${JSON.stringify(finding)}`));
  }
  return broken;
}

/** Every write is compare-and-swap: the App's commits stand on the tip that was there, and the branch only grows. */
export async function chain({ sandbox, origins, landings }: Evidence): Promise<readonly Violation[]> {
  const broken: Violation[] = [];
  for (const { tenant, before, after } of landings) {
    const commit = await sandbox.world.git(registryOf(sandbox, tenant)).commit(after);
    if (commit?.parents[0] !== before)
      broken.push(`I5 ${tenant}: ${after} does not stand on the tip ${before}`);
  }
  for (const tenant of TENANTS) {
    const git = sandbox.world.git(registryOf(sandbox, tenant));
    const tip = (await git.ref("refs/heads/main")) ?? "";
    const all = await walk(git, null, tip);
    const isBefore = all.findIndex(({ commit }) => commit === origins[tenant]);
    const own = new Set(landings.map(({ after }) => after));
    for (const { event } of all.flatMap(({ events }) => events)) {
      if (event.kind === "observed") broken.push(...putBack(event, own, tenant));
    }
    if (isBefore < 0) broken.push(`I5 ${tenant}: the branch was set back`);
  }
  return broken;
}

/** The App tells its own landings from changes by hand: one that it has to put back was none in order. */
function putBack(
  { commits }: Readonly<Record<string, unknown>>,
  own: ReadonlySet<string>,
  tenant: Tenant,
): readonly Violation[] {
  const named = Array.isArray(commits) ? commits.map((each) => textOf(recordOf(each).commit)) : [];
  const mistaken = named.filter((commit) => own.has(commit));
  return mistaken.map((commit) => `I5 ${tenant}: the App put back ${commit}, which it had landed itself`);
}

/** I5: at every commit that the App made, production has at most one holder. */
export async function holders({ sandbox, landings }: Evidence): Promise<readonly Violation[]> {
  const broken: Violation[] = [];
  for (const { tenant, before, after } of landings) {
    const git = sandbox.world.git(registryOf(sandbox, tenant));
    for (const { commit, stages } of await walk(git, before, after)) {
      for (const [model, { versions }] of stages) {
        const standing = Object.values(recordOf(versions)).map((version) => recordOf(version).stage);
        const count = standing.filter((stage) => stage === "production").length;
        if (count > 1) broken.push(`I5 ${tenant}: ${count} holders of production of ${model} at ${commit}`);
      }
    }
  }
  return broken;
}
