import { describeError } from "../core/errors.ts";

/** One effect on GitHub with the words for the log when it fails. */
export interface Effect {
  readonly what: string;
  readonly run: () => Promise<unknown>;
}

/**
 * Runs effects one after another; the failure of one never keeps another from happening. Returns what failed. For
 * projections only: they are repeated by the reconciler, so a failure is a note and not an error.
 */
export async function settleAll(effects: readonly Effect[]): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const { what, run } of effects) {
    try {
      await run();
    } catch (error) {
      troubles.push(`${what}: ${describeError(error)}`);
    }
  }
  return troubles;
}

/** The value of one read; undefined, with the words for the log, when it failed. */
export async function settleRead<T>(
  what: string,
  read: () => Promise<T>,
): Promise<{ readonly value: T | undefined; readonly troubles: readonly string[] }> {
  let value: T | undefined;
  const run = async () => {
    value = await read();
  };
  const troubles = await settleAll([{ what, run }]);
  return { value, troubles };
}
