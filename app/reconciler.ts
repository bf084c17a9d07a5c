import { Periodic } from "./periodic.ts";

export interface ReconcilerOptions {
  readonly seconds: number;
  /** Names of the registries to look at in this pass. */
  readonly registries: () => Promise<readonly string[]>;
  readonly reconcile: (registry: string) => Promise<void>;
  readonly onTrouble: (error: unknown, registry: string | undefined) => void;
}

/**
 * The guarantee behind the webhooks, which are only hints: looks at every registry at the start and on a timer. One
 * registry's trouble is no other's.
 */
export function createReconciler(options: ReconcilerOptions): Periodic {
  const { seconds, registries, reconcile, onTrouble } = options;
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
  return new Periodic({ seconds, work });
}
