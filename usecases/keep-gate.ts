import { haveOneOwner } from "../core/names.ts";
import { combineWords, type RegistriesKnownBy, type RegistryWord } from "../core/policy/deployment-gate.ts";
import type {
  DeploymentGates,
  GateAnswer,
  GatePlace,
  WaitingDeployment,
} from "../core/ports/deployment-gates.ts";

export interface GateKeeping {
  readonly gates: DeploymentGates;
  /** Names of everything that may be a registry. */
  readonly registries: () => Promise<readonly string[]>;
  readonly knownBy: RegistriesKnownBy;
  /** What one registry says, in its lane; undefined where there is none. */
  readonly judge: (registry: string, waiting: WaitingDeployment) => Promise<RegistryWord | undefined>;
}

/**
 * Answers a deployment that waits with what the registries of the same account say. A registry of another account has no
 * say, although the App may be installed there as well: else anybody who installs it could speak for other people's
 * environments. Returns undefined where nothing waits.
 */
export async function keepGate(
  { gates, registries, knownBy, judge }: GateKeeping,
  place: GatePlace,
): Promise<GateAnswer | undefined> {
  const waiting = await gates.waiting(place);
  if (waiting === undefined) return undefined;
  const words = new Map<string, RegistryWord>();
  for (const registry of await registries()) {
    if (!haveOneOwner(registry, waiting.repository)) continue;
    const word = await judge(registry, waiting);
    if (word !== undefined) words.set(registry, word);
  }
  const answer = combineWords(words, knownBy);
  return (await gates.answer(place, answer)) ? answer : undefined;
}
