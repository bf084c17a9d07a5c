import type { CommitSha } from "../names.ts";

/** Where a training's check stands. */
export interface RegistrationPlace {
  /** The training repository, `owner/name`. */
  readonly repository: string;
  readonly commit: CommitSha;
  readonly name: string;
}

/** What the keeper of a registry says on a training commit about a run that asked to be registered. */
export interface RegistrationWord extends RegistrationPlace {
  /** `neutral` is neither a success nor a failure: the training succeeded, and no merge waits for this. */
  readonly outcome: "neutral" | "success";
  readonly title: string;
  readonly summary: string;
  readonly key: string;
}

/** Check runs in training repositories. Raises REMOTE_REFUSED where the keeper may not read or write them. */
export interface RegistrationChecks {
  /** The keeper's checks of that name on the commit, the newest first. */
  find(place: RegistrationPlace): Promise<readonly { readonly id: number; readonly key: string }[]>;
  publish(word: RegistrationWord, existing: number | undefined): Promise<void>;
}
