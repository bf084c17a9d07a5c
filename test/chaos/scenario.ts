/** Everything that happens in one run, as plain data: it can be written down, played again and shortened. */
export interface Scenario {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly faults: readonly RequestFault[];
  readonly mail: readonly MailFault[];
}

/** An action, and how many requests of the App pass before it; null waits until all is quiet. */
export interface Step {
  readonly wait: number | null;
  readonly action: Action;
}

export type Tenant = "acme" | "globex";
/** Picks one of the pull requests that the App opened and that are open; counted round. */
export type PullPick = number;

export type Action =
  | { readonly kind: "train"; readonly tenant: Tenant; readonly model: string; readonly auc: number }
  | {
      readonly kind: "ask";
      readonly by: "label" | "comment";
      readonly who: string;
      readonly tenant: Tenant;
      readonly version: string;
      readonly stage: string;
    }
  | {
      readonly kind: "say";
      readonly who: string;
      readonly tenant: Tenant;
      readonly version: string;
      readonly words: string;
    }
  | {
      readonly kind: "say-on-move";
      readonly who: string;
      readonly tenant: Tenant;
      readonly pick: PullPick;
      readonly words: string;
    }
  | {
      readonly kind: "review";
      readonly who: string;
      readonly tenant: Tenant;
      readonly pick: PullPick;
      readonly event: "APPROVE" | "REQUEST_CHANGES" | "COMMENT";
    }
  | { readonly kind: "dismiss"; readonly tenant: Tenant; readonly pick: PullPick }
  | {
      readonly kind: "push";
      readonly who: string;
      readonly tenant: Tenant;
      readonly pick: PullPick;
      readonly file: string;
    }
  | {
      readonly kind: "validate";
      readonly by: "github-actions" | "evil";
      readonly name: "validate" | "pedigree";
      readonly tenant: Tenant;
      readonly pick: PullPick;
      readonly conclusion: "success" | "failure";
    }
  | { readonly kind: "close"; readonly who: string; readonly tenant: Tenant; readonly pick: PullPick }
  | {
      readonly kind: "retarget";
      readonly who: string;
      readonly tenant: Tenant;
      readonly pick: PullPick;
      readonly base: string;
    }
  | { readonly kind: "edit-registry"; readonly tenant: Tenant; readonly forge: "stages" | "event" | "readme" }
  | { readonly kind: "membership"; readonly who: string; readonly team: string; readonly member: boolean }
  | { readonly kind: "role"; readonly who: string; readonly role: "read" | "write" }
  | { readonly kind: "replay"; readonly event: string; readonly pick: number; readonly newId: boolean }
  | { readonly kind: "reconcile" }
  /** Nobody does anything for so long, but GitHub and the App may be in trouble meanwhile. */
  | { readonly kind: "idle"; readonly seconds: number }
  | { readonly kind: "restart" };

export type ActionKind = Action["kind"];

/** What goes wrong with the n-th request of the App, counted from 1 over all its starts. */
export interface RequestFault {
  readonly at: number;
  readonly kind:
    | "answer-lost"
    | "never-performed"
    | "status-500"
    | "status-502-performed"
    | "secondary-403"
    | "secondary-429"
    | "conflict-409"
    | "delay"
    | "stale"
    | "short-page"
    | "cut-body"
    | "kill-before"
    | "kill-after";
}

/** What goes wrong with the n-th webhook, counted from 1. */
export interface MailFault {
  readonly at: number;
  readonly kind: "drop" | "duplicate" | "delay" | "reorder";
}
