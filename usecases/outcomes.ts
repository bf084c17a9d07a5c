import type { ErrorCode } from "../core/errors.ts";
import type { CommitSha, ModelName, RunId, StageName } from "../core/names.ts";
import type { Decision } from "../core/policy/decision.ts";
import type { EditDecision } from "../core/policy/edit-decision.ts";
import type { Note } from "../core/registry/event.ts";
import type { Refusal } from "../core/registry/refusal.ts";
import type { RunSeries } from "../core/run/artifact-name.ts";
import type { ReconcileMemory } from "./reconcile-memory.ts";

/** The run artifact that an outcome is about; where it is known, the outcome is told on the training commit. */
export interface RegistrationSubject {
  /** The training repository. */
  readonly repository: string;
  readonly commit: CommitSha;
  readonly runId: number;
  readonly series: RunSeries;
  /** Null where the record cannot be read. */
  readonly model: ModelName | null;
  readonly run: RunId | null;
}

/** What became of one run artifact. A refusal is a value: the shell logs it. */
export type RegistrationOutcome =
  | {
      readonly kind: "registered" | "exists";
      readonly model: ModelName;
      readonly version: number;
      readonly run: RunId;
      readonly pull: number;
      readonly of?: RegistrationSubject;
    }
  | {
      readonly kind: "refused";
      readonly code: ErrorCode;
      readonly reason: string;
      /** The branch that is in the way: once it is gone, the run is registered. */
      readonly branch?: string;
      readonly of?: RegistrationSubject;
    }
  | { readonly kind: "nothing"; readonly reason: string };

/** What became of somebody's wish to move a version. */
export type RequestOutcome =
  | {
      readonly kind: "requested" | "exists";
      readonly model: ModelName;
      readonly version: number;
      readonly to: StageName;
      readonly pull: number;
    }
  | ({ readonly kind: "refused" } & Refusal)
  | { readonly kind: "nothing"; readonly reason: string };

/** What became of a comment that asks the App for something. */
export type CommandOutcome =
  | RequestOutcome
  | { readonly kind: "explained"; readonly pull: number }
  | { readonly kind: "noted"; readonly model: ModelName; readonly note: Note; readonly commit: CommitSha }
  | {
      readonly kind: "overridden";
      readonly pull: number;
      readonly decision: Decision;
      readonly commit: CommitSha;
      /** Projections that failed; the reconciler repeats the labels and the branch. */
      readonly troubles: readonly string[];
    };

/** One evaluation of one pull request. */
export type EvaluationOutcome =
  | { readonly kind: "ignored"; readonly pull: number; readonly reason: string }
  /** Judged and not allowed; `published` tells whether the check had to be written. */
  | {
      readonly kind: "waiting";
      readonly pull: number;
      readonly decision: Decision;
      readonly published: boolean;
    }
  /** It could not be judged (bad policy, contradictory registry, changed record): the gate stays shut. */
  | {
      readonly kind: "shut";
      readonly pull: number;
      readonly code: ErrorCode;
      readonly reason: string;
      readonly published: boolean;
    }
  | {
      readonly kind: "landed";
      readonly pull: number;
      readonly decision: Decision;
      readonly commit: CommitSha;
      /** Projections that failed; the reconciler repeats them. */
      readonly troubles: readonly string[];
    }
  /** People's edit: judged and not allowed, or landed. */
  | {
      readonly kind: "edit-waiting";
      readonly pull: number;
      readonly decision: EditDecision;
      readonly published: boolean;
    }
  | {
      readonly kind: "edit-landed";
      readonly pull: number;
      readonly decision: EditDecision;
      readonly commit: CommitSha;
      readonly paths: readonly string[];
    }
  /** Allowed, but other landings were always faster; the next evaluation tries again. */
  | { readonly kind: "outrun"; readonly pull: number; readonly attempts: number }
  /** A merged or moot pull request whose labels and branch were brought in line. */
  | { readonly kind: "projected"; readonly pull: number; readonly troubles: readonly string[] };

/** One pass of the reconciler. */
export interface ReconcileOutcome {
  readonly evaluations: readonly EvaluationOutcome[];
  readonly registrations: readonly RegistrationOutcome[];
  readonly requests: readonly RequestOutcome[];
  /** What failed and will be tried again in the next pass. */
  readonly troubles: readonly string[];
  /** Handed to the next pass, it spares whatever did not change. */
  readonly memory: ReconcileMemory;
}
