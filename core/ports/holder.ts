import type { ModelName, StageName } from "../names.ts";
import type { Curves } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

/** Why a model has no holder to compare with. */
export type HolderAbsence =
  | "no-model" // the registry knows no such model yet
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
  | { readonly found: false; readonly reason: HolderAbsence };

/**
 * The run behind the version that holds a stage of a model, as the registry's own files say. Where several hold
 * it, the newest.
 */
export interface HolderSource {
  holder(model: ModelName, stage: StageName, wanted?: { readonly curves: boolean }): Promise<Holder>;
}
