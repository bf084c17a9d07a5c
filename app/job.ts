/**
 * What a webhook asks to look at again. Only names and numbers to read anew: nothing else of a payload is used, for
 * it may be old, repeated or out of order by the time it is worked off.
 */
export type Job =
  | { readonly kind: "register"; readonly repository: string; readonly runId: number }
  | { readonly kind: "evaluate"; readonly repository: string; readonly pull: number }
  | { readonly kind: "evaluate-commit"; readonly repository: string; readonly commit: string }
  | { readonly kind: "evaluate-all"; readonly repository: string; readonly branch: string }
  | {
      readonly kind: "labels";
      readonly repository: string;
      readonly pull: number;
      readonly label: string | null;
    }
  | {
      readonly kind: "command";
      readonly repository: string;
      readonly pull: number;
      readonly comment: number;
    }
  | { readonly kind: "reconcile"; readonly repository: string };

/** Jobs of equal keys ask for the same: while one waits, another one adds nothing. */
export function jobKey(job: Job): string {
  switch (job.kind) {
    case "register":
      return `register ${job.repository} ${job.runId}`;
    case "evaluate":
      return `evaluate ${job.repository} ${job.pull}`;
    case "evaluate-commit":
      return `evaluate-commit ${job.repository} ${job.commit}`;
    case "evaluate-all":
      return `evaluate-all ${job.repository} ${job.branch}`;
    case "labels":
      return `labels ${job.repository} ${job.pull} ${job.label ?? ""}`;
    case "command":
      return `command ${job.repository} ${job.comment}`;
    case "reconcile":
      return `reconcile ${job.repository}`;
  }
}
