import type { Ended } from "./process.ts";

export type Outcome = "success" | "failure" | "cancelled" | "skipped";

/** How a step went, before `continue-on-error` is considered. */
export interface Attempt {
  readonly reason: Ended["reason"];
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: ReadonlyMap<string, string>;
  readonly summary: string;
}

export const DONE: Attempt = { reason: "exit", exitCode: 0, outputs: {}, state: new Map(), summary: "" };
