import type { CheckRun } from "../../../sandbox/state/entities.ts";
import { openPulls, registryOf } from "../act.ts";
import type { Evidence, Violation } from "../evidence.ts";
import { recordOf, stagesAt } from "../history.ts";
import type { Tenant } from "../scenario.ts";

const TENANTS: readonly Tenant[] = ["acme", "globex"];

/** I6: after one pass of the reconciler labels and checks say what the branch says, and a second one writes nothing. */
export async function projected(evidence: Evidence): Promise<readonly Violation[]> {
  const broken = evidence.restless
    .filter((write) => !write.includes("/access_tokens"))
    .map((write) => `I6 not at rest: ${write}`);
  for (const tenant of TENANTS) {
    broken.push(...(await labelsOf(evidence, tenant)));
    broken.push(...checksOf(evidence, tenant));
  }
  return broken;
}

async function labelsOf({ sandbox }: Evidence, tenant: Tenant): Promise<readonly Violation[]> {
  const registry = registryOf(sandbox, tenant);
  const { state } = sandbox.world;
  const git = sandbox.world.git(registry);
  const homes = new Map<number, string>();
  for (const { versions } of (await stagesAt(git, (await git.ref("refs/heads/main")) ?? "")).values()) {
    for (const version of Object.values(recordOf(versions))) {
      const { pull, stage } = recordOf(version);
      homes.set(Number(pull), `stage: ${String(stage)}`);
    }
  }
  const pulls = state.pulls.filter(
    ({ repositoryId, headBranch, base }) =>
      repositoryId === registry.id && headBranch.startsWith("pedigree/register/") && base === "main",
  );
  return pulls.flatMap(({ number, labelIds }) => {
    const names = labelIds.map((id) => state.labels.find((label) => label.id === id)?.name ?? "");
    const found = names.filter((name) => name.toLowerCase().startsWith("stage: ")).join(", ");
    const wanted = homes.get(number) ?? "";
    return found === wanted ? [] : [`I6 ${tenant}: #${number} carries “${found}” in place of “${wanted}”`];
  });
}

/** Whatever is still open is not green, and says why. */
function checksOf({ sandbox, template, scenario }: Evidence, tenant: Tenant): readonly Violation[] {
  const registry = registryOf(sandbox, tenant);
  return openPulls(sandbox, registry).flatMap(({ number, headSha, base, draft }) => {
    if (base !== "main" || draft) return [];
    const own = sandbox.world.state.checkRuns.filter(
      (run) => run.headSha === headSha && run.appId === template.appId && run.name === "pedigree",
    );
    if (own.length === 0) return [`I6 ${tenant}: #${number} is open and has no check`];
    // Where GitHub answered from an old copy, a second check may have been made; it has to have become whole.
    const isDoubled =
      own.length > 1 && !(scenario.faults.some(({ kind }) => kind === "stale") && isWhole(own));
    if (isDoubled) return [`I7 ${tenant}: #${number} has ${own.length} checks of the App`];
    return own[0]?.conclusion === "success" ? [`I10 ${tenant}: #${number} is open and green`] : [];
  });
}

/** The newest is the one that counts, and it carries what the App remembers of the commit, where it remembers anything. */
function isWhole(own: readonly CheckRun[]): boolean {
  const remembers = ({ externalId }: CheckRun) => /^(version|move):/.test(externalId ?? "");
  return !own.some(remembers) || own.slice(-1).every(remembers);
}
