import { digestOf } from "../core/canonical.ts";
import type { ModelName, Sha256 } from "../core/names.ts";
import { type DecidedEvent, isDecided } from "../core/registry/event.ts";
import { followLanding } from "./follow-landing.ts";
import type { RegistryPorts } from "./ports.ts";
import { eventsBackward, landingOf } from "./read-events.ts";
import { modelsIn, type RegistryState, readModel, readRegistry } from "./read-registry.ts";
import type { ReconcileMemory } from "./reconcile-memory.ts";
import { settleAll } from "./settle.ts";

/** Whatever could not be done for so many days is not made up for any more: by then people have acted. */
export const FOLLOWED_DAYS = 7;

/** What an earlier pass knows. */
export type FollowMemory = Pick<ReconcileMemory, "followed" | "neverDeployed">;

export interface RecentlyFollowed extends FollowMemory {
  readonly troubles: readonly string[];
}

/**
 * Finishes what follows the landings of the last days: what a crash or a fault of GitHub's left undone. Nothing is read
 * where no stage of the policy has anything follow and nothing was ever deployed: what was deployed by an earlier policy
 * ends all the same when its version leaves the stage.
 */
export async function followRecent(
  ports: RegistryPorts,
  { followed: done, neverDeployed }: FollowMemory,
): Promise<RecentlyFollowed> {
  const followed: Sha256[] = [];
  let never = neverDeployed;
  const troubles: string[] = [];
  const visitAll = async () => {
    const state = await readRegistry(ports);
    const hasRules = state.policy.stages.some(({ then }) => then !== undefined);
    never = hasRules ? false : neverDeployed || !(await ports.deployments.any());
    if (never) return;
    const oldest = Date.parse(ports.clock.now()) - FOLLOWED_DAYS * 86_400_000;
    for (const model of modelsIn(state.tree)) {
      const visit = () => followModel(ports, { state, model, oldest, done, followed, troubles });
      troubles.push(...(await settleAll([{ what: `what follows landings of ${model}`, run: visit }])));
    }
  };
  troubles.push(...(await settleAll([{ what: "what follows landings", run: visitAll }])));
  return { followed: new Set(followed), neverDeployed: never, troubles };
}

interface ModelVisit {
  readonly state: RegistryState;
  readonly model: ModelName;
  readonly oldest: number;
  readonly done: ReadonlySet<Sha256>;
  readonly followed: Sha256[];
  readonly troubles: string[];
}

async function followModel(ports: RegistryPorts, visit: ModelVisit): Promise<void> {
  const { state, model, oldest, done, followed, troubles } = visit;
  const events: DecidedEvent[] = [];
  for await (const event of eventsBackward(ports, state.tree, model)) {
    if (Date.parse(event.at) < oldest) break;
    if (isDecided(event)) events.push(event);
  }
  const { stages } = await readModel(ports, state.tree, model);
  // In the order in which they landed: what an older one retires, a newer one may have made again.
  for (const event of events.reverse()) {
    const digest = digestOf(event);
    const commit = done.has(digest) ? undefined : await landingOf(ports, event);
    const failed = commit === undefined ? [] : await followLanding(ports, { event, commit, stages });
    troubles.push(...failed);
    if (failed.length === 0) followed.push(digest);
  }
}
