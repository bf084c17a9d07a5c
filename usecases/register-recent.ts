import type { RegistrationOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import type { RegistryState } from "./read-registry.ts";
import { type ReconcileMemory, registrationBasis } from "./reconcile-memory.ts";
import { registerVersion } from "./register-version.ts";
import { type Effect, settleAll } from "./settle.ts";

/** What is known of workflow runs after a look at the recent ones. */
export interface SweptRuns extends Pick<ReconcileMemory, "runs" | "refused"> {
  readonly troubles: readonly string[];
}

interface Sweep {
  readonly memory: Pick<ReconcileMemory, "runs" | "refused">;
  readonly registrations: RegistrationOutcome[];
}

/**
 * Registers the recent workflow runs of every repository that the policy names, unless it is known what became of them. One
 * that was refused is looked at again once the registry has changed in what it was refused by.
 */
export async function registerRecent(
  ports: RegistryPorts,
  { policy, tree }: RegistryState,
  { memory, registrations }: Sweep,
): Promise<SweptRuns> {
  const basis = registrationBasis(tree);
  const runs = new Set<string>();
  const refused = new Map<string, typeof basis>();
  const troubles: string[] = [];
  for (const repository of new Set(policy.access.register.map((grant) => grant.repository))) {
    const fresh: number[] = [];
    const listing = async () => {
      for (const runId of await ports.runs.recent(repository)) {
        const name = `${repository}#${runId}`;
        if (memory.runs.has(name)) runs.add(name);
        else if (memory.refused.get(name) === basis) refused.set(name, basis);
        else fresh.push(runId);
      }
    };
    troubles.push(...(await settleAll([{ what: `runs of ${repository}`, run: listing }])));
    // Oldest first, so that numbers follow the order of training.
    const effects = fresh
      .toSorted((a, b) => a - b)
      .map((runId): Effect => {
        const name = `${repository}#${runId}`;
        const run = async () => {
          const outcomes = await registerVersion(ports, { repository, runId });
          registrations.push(...outcomes);
          // A branch is no part of the basis: whether it is gone is looked at each time.
          if (outcomes.some((outcome) => outcome.kind === "refused" && outcome.branch !== undefined)) return;
          if (outcomes.some(({ kind }) => kind === "refused")) refused.set(name, basis);
          else runs.add(name);
        };
        return { what: `run ${name}`, run };
      });
    troubles.push(...(await settleAll(effects)));
  }
  return { runs, refused, troubles };
}
