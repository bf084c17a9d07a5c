import type { Policy } from "../core/policy/policy.ts";
import type { Inspection } from "../core/ports/inspection.ts";

/**
 * One thing that was looked at. `mend`: somebody has to do something. `unknown`: it could not be seen. `advice`: it is as it
 * may be, and somebody should know what it allows.
 */
export interface Diagnosis {
  readonly about:
    | "policy"
    | "teams"
    | "people"
    | "attestation"
    | "app"
    | "reach"
    | "environments"
    | "settings"
    | "webhooks";
  readonly level: "fine" | "advice" | "mend" | "unknown";
  readonly what: string;
  readonly remedy: string | null;
}

/** What an examination looks at: the registry from outside, and its policy where that can be read. */
export interface Patient {
  readonly inspection: Inspection;
  readonly policy: Policy | undefined;
}

export type Examination = (patient: Patient) => Promise<readonly Diagnosis[]>;

export function fine(about: Diagnosis["about"], what: string): Diagnosis {
  return { about, level: "fine", what, remedy: null };
}

export function unknown(about: Diagnosis["about"], what: string, remedy: string | null = null): Diagnosis {
  return { about, level: "unknown", what, remedy };
}
