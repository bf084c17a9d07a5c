import { digestOfText } from "../canonical.ts";
import { readableCheckName } from "../live/live-mark.ts";
import type { RunSeries } from "../run/artifact-name.ts";

/** Never the name of the check that a ruleset requires. */
export const REGISTRATION_PREFIX = "pedigree: register ";

/** The check on a training commit that says why a run of this series was not registered. */
export function registrationCheckName({ experiment, leg }: RunSeries): string {
  return readableCheckName(`${REGISTRATION_PREFIX}${experiment}${leg === undefined ? "" : ` (${leg})`}`);
}

/** Which workflow run such a check speaks of, and what it says: the same key means that there is nothing to write. */
export interface RegistrationKey {
  readonly runId: number;
  /** A digest of the refusal; `registered` once it was. */
  readonly said: string;
}

export const REGISTERED = "registered";

export function refusalKey(runId: number, refusal: { readonly code: string; readonly reason: string }) {
  const said = digestOfText(JSON.stringify([refusal.code, refusal.reason])).slice(0, 32);
  return { runId, said };
}

export function formatRegistrationKey({ runId, said }: RegistrationKey): string {
  return `register:${runId}:${said}`;
}

/** Undefined for a key of another form: then the check is none of ours. */
export function parseRegistrationKey(text: string): RegistrationKey | undefined {
  const [, runId, said] = /^register:([1-9][0-9]{0,15}):(registered|[0-9a-f]{32})$/.exec(text) ?? [];
  return runId === undefined || said === undefined ? undefined : { runId: Number(runId), said };
}
