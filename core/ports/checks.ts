import type { CommitSha } from "../names.ts";
import type { Check, Known } from "../policy/facts.ts";

/** The App's own verdict on a commit. Only these outcomes: GitHub lets `neutral` and `skipped` pass as green. */
export interface Verdict {
  readonly head: CommitSha;
  readonly outcome: "success" | "failure" | "waiting";
  readonly title: string;
  readonly summary: string;
  /** Names what was judged and how it came out; an equal key on the newest check run means nothing to write. */
  readonly key: string;
}

export interface ListedChecks {
  /** Every check run of the commit but those that the keeper itself writes. */
  readonly others: readonly Check[];
  /** The App's newest check run named `pedigree` on this commit. */
  readonly own: { readonly id: number; readonly key: string } | undefined;
}

export interface Checks {
  list(commit: CommitSha): Promise<Known<ListedChecks>>;
  /** Creates or updates the check run `pedigree`. */
  publish(verdict: Verdict, existing: number | undefined): Promise<void>;
}
