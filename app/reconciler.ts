import { Periodic } from "./periodic.ts";
import type { Time } from "./time.ts";

export interface ReconcilerOptions {
  readonly seconds: number;
  /** Names of the registries to look at in this pass. */
  readonly registries: () => Promise<readonly string[]>;
  readonly reconcile: (registry: string) => Promise<void>;
  readonly onTrouble: (error: unknown, registry: string | undefined) => void;
  readonly time?: Time;
}

/**
 * The guarantee behind the webhooks, which are only hints: looks at every registry at the start and on a timer. One
 * registry's trouble is no other's.
 */
export function createReconciler(options: ReconcilerOptions): Periodic {
  const { seconds, time, registries, reconcile, onTrouble } = options;
  const work = async (stopped: () => boolean): Promise<void> => {
    const names = await registries().catch((error: unknown) => {
      onTrouble(error, undefined);
      return [];
    });
    for (const name of names) {
      if (stopped()) return;
      await reconcile(name).catch((error: unknown) => onTrouble(error, name));
    }
  };
  return new Periodic({ seconds, work, ...(time === undefined ? {} : { time }) });
}
