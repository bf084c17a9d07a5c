import type { Sha256 } from "../core/names.ts";
import type { Account } from "../core/people.ts";

/**
 * What a webhook asks to look at again. Only names and numbers to read anew: nothing else of a payload is used, for
 * it may be old, repeated or out of order by the time it is worked off.
 */
export type Job = { readonly repository: string } & (
  | { readonly kind: "register"; readonly runId: number }
  /** A run of a pull request, on which its own workflow may not have been allowed to comment. */
  | { readonly kind: "comment"; readonly runId: number }
  | { readonly kind: "evaluate"; readonly pull: number }
  | { readonly kind: "evaluate-commit"; readonly commit: string }
  | { readonly kind: "evaluate-all"; readonly branch: string }
  | { readonly kind: "settings" }
  | { readonly kind: "all-labels" }
  /** A merge queue's group into `branch`. */
  | { readonly kind: "refuse-group"; readonly commit: string; readonly branch: string }
  | { readonly kind: "restore-labels"; readonly pull: number }
  | {
      readonly kind: "request";
      readonly pull: number;
      readonly label: string;
      /** Who GitHub says put the label on, for the case that its list of events does not tell. */
      readonly sender: Account;
    }
  | {
      readonly kind: "command";
      readonly comment: number;
      /** Digest of the text as it was created: GitHub's times of an edit are whole seconds, too coarse to tell. */
      readonly text: Sha256;
    }
  /** Somebody pressed "Explain" on the App's check of a commit. */
  | { readonly kind: "explain"; readonly commit: string; readonly sender: Account }
  | { readonly kind: "deployment"; readonly deployment: number }
  | {
      readonly kind: "gate";
      readonly environment: string;
      readonly runId: number;
      readonly deployment: number;
    }
);
