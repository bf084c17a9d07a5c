import { PedigreeError } from "../core/errors.ts";
import type { Known } from "../core/policy/facts.ts";

/** What can be read, or why it cannot: a defect of ours must not look like a fact that GitHub withheld. */
export async function attempt<T>(read: () => Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") {
      return { known: false, reason: error.message };
    }
    throw error;
  }
}
