import { PedigreeError } from "../core/errors.ts";
import type { Noted } from "../core/ports/recording.ts";

/** Collects what could not be recorded, so that trouble with one part leaves the others whole. */
export class Warnings {
  readonly #list: string[];

  constructor(initial: readonly string[]) {
    this.#list = [...initial];
  }

  add(warnings: readonly string[]): void {
    this.#list.push(...warnings);
  }

  all(): readonly string[] {
    return this.#list;
  }

  /** The value of one part, or `fallback` and a warning when it failed as a whole. */
  async take<T>(part: string, fallback: T, read: () => Promise<Noted<T>>): Promise<T> {
    try {
      const { value, warnings } = await read();
      this.add(warnings);
      return value;
    } catch (error) {
      this.add([describeTrouble(part, error)]);
      return fallback;
    }
  }
}

/** One line for an error of any kind. */
export function describeTrouble(part: string, error: unknown): string {
  if (error instanceof PedigreeError) return `${part}: ${error.message}`;
  const reason = error instanceof Error ? error.message : String(error);
  return `${part}: ${reason.replace(/\s+/g, " ")}`;
}
