import type { StageName } from "../names.ts";
import type { VersionReference } from "../registry/version-reference.ts";
import type { Curves } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

/** Why there is no version to compare with. */
export type HolderAbsence =
  | "no-model" // the registry knows no such model yet
  | "no-version" // the model has no version of this number
  | "no-holder" // nothing holds the stage
  | "unreadable" // the registry's files could not be understood
  | "unavailable"; // the registry could not be read

export type Holder =
  | {
      readonly found: true;
      readonly version: number;
      readonly stage: StageName;
      readonly run: Run;
      /** Only where they were asked for and can be read. The registry's may be thinned. */
      readonly curves?: Curves;
    }
  | {
      readonly found: false;
      readonly reason: HolderAbsence;
      /** In one line, what was asked for, what there is in place of it, and what to do. */
      readonly detail?: string;
    };

/**
 * The run behind a version of a model, as the registry's own files say: of the one that holds a stage (where several do, of the
 * newest), or of the one that has a number. The registry keeps the record, so that it does not expire with the run's artifact.
 */
export interface HolderSource {
  find(reference: VersionReference, wanted?: { readonly curves: boolean }): Promise<Holder>;
}
