import type { BlobSha, CommitSha } from "../names.ts";
import type { Account } from "../people.ts";
import type { Known, Review } from "../policy/facts.ts";
import type { Question } from "../registry/answer-mark.ts";

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly draft: boolean;
  readonly author: Account | null;
  readonly base: string;
  readonly headBranch: string;
  /** False for a pull request from a fork. */
  readonly headInRepository: boolean;
  readonly head: CommitSha;
  readonly labels: readonly string[];
  /** When anything about it changed last: its text, labels, reviews, head or state; not its checks. */
  readonly updatedAt: string;
}

/** A label that the repository has; its name changes, its id does not. */
export interface RepositoryLabel {
  readonly id: number;
  readonly name: string;
}

export interface PullFile {
  readonly path: string;
  readonly status: "added" | "modified" | "removed" | "renamed" | "copied" | "changed" | "unchanged";
  readonly previousPath: string | null;
  readonly blob: BlobSha | null;
}

/** Who made the commits of a pull request. `null` stands for an account that GitHub cannot name. */
export interface CommitPeople {
  readonly commit: CommitSha;
  readonly author: Account | null;
  readonly committer: Account | null;
  /** Those whom the message's `Co-authored-by` lines name; null for a line that names no account by its id. */
  readonly coAuthors: readonly (Account | null)[];
}

/** One move of a branch: where it led, by whom (null for a deleted account), and whether it created the branch. */
export interface Push {
  readonly after: CommitSha;
  readonly by: Account | null;
  readonly created: boolean;
}

/** A label that was put on, as GitHub recorded it. */
export interface Labelling {
  /** Id of the event. */
  readonly event: number;
  /** Null for a deleted account. */
  readonly by: Account | null;
  readonly at: string;
}

export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  readonly head: string;
}

/**
 * Pull requests of the registry repository. A list that cannot be read to its end is `known: false`, never a
 * shorter list.
 */
export interface PullRequests {
  get(number: number): Promise<PullRequest>;
  /** Open pull requests into the registry branch, all pages. */
  open(): Promise<readonly PullRequest[]>;
  /**
   * Those into the registry branch, open or closed, that changed at this moment or later; without one, all. A change of a
   * label in the repository's settings is no change of the pull requests that carry it.
   */
  changedSince(moment: string | undefined): Promise<readonly PullRequest[]>;
  /** All labels of the repository. */
  labels(): Promise<readonly RepositoryLabel[]>;
  /** The newest pull request, open or closed, whose head is this branch; undefined if there never was one. */
  findByBranch(branch: string): Promise<PullRequest | undefined>;
  create(pull: NewPullRequest): Promise<PullRequest>;
  updateText(number: number, text: Pick<NewPullRequest, "title" | "body">): Promise<void>;
  /** Says whether it is merged: GitHub may have shown an old copy, in which it was still open. */
  close(number: number): Promise<{ readonly merged: boolean }>;
  files(number: number): Promise<Known<readonly PullFile[]>>;
  commits(number: number): Promise<Known<readonly CommitPeople[]>>;
  /** Whether it has more commits than GitHub lists, so that `commits` will not be known of this head. */
  hasUnlistedCommits(number: number): Promise<boolean>;
  reviews(number: number): Promise<Known<readonly Review[]>>;
  /**
   * Everybody who moved a branch of this name, the newest move first; not known when GitHub does not tell all. Never taken
   * from the commits themselves, which claim what they like.
   */
  pushes(branch: string): Promise<Known<readonly Push[]>>;
  addLabel(number: number, label: string): Promise<void>;
  /** Removing a label that is not there is no error. */
  removeLabel(number: number, label: string): Promise<void>;
  /** When this label was put on last, and by whom; null when that cannot be told. */
  labelling(number: number, label: string): Promise<Labelling | null>;
  /** A new comment; returns its URL. */
  comment(number: number, body: string): Promise<string>;
  /** Whether a comment of the App's answers this. Raises REMOTE_INCOMPLETE where that cannot be told. */
  isAnswered(number: number, question: Question): Promise<boolean>;
}
