import type { Account } from "../people.ts";
import type { Announcements } from "./announcements.ts";
import type { BranchSettings } from "./branch-settings.ts";
import type { Checks } from "./checks.ts";
import type { Clock } from "./clock.ts";
import type { StickyComments } from "./comments.ts";
import type { Deployments } from "./deployments.ts";
import type { People } from "./people.ts";
import type { PullRequests } from "./pull-requests.ts";
import type { RegistrationChecks } from "./registration-checks.ts";
import type { RegistryRepository } from "./registry-repository.ts";

export interface IssueComment {
  readonly id: number;
  readonly pull: number;
  readonly author: Account;
  readonly body: string;
  readonly createdAt: string;
}

/** Comments of the registry, read again by id: a webhook's payload is only a hint. */
export interface IssueComments {
  /**
   * Undefined when it is gone, its author is, or it was edited: whoever may write to the repository can edit
   * other people's words.
   */
  unedited(id: number): Promise<IssueComment | undefined>;
}

/**
 * Who keeps the registry: a GitHub App of one's own, or a workflow of the registry repository with the token that every
 * workflow there can have. The latter's check and commits can be forged by anybody who may push a workflow.
 */
export type Keeper = "app" | "workflow";

/** One registry's repository with everything that is read from and written to it. */
export interface OpenRegistry {
  readonly registry: {
    readonly fullName: string;
    readonly branch: string;
    readonly app: Account;
    readonly keeper: Keeper;
    /** Whether somebody hears it when a button of the check is pressed: GitHub tells only the service behind an App. */
    readonly buttons: boolean;
    readonly serverUrl: string;
  };
  readonly repository: RegistryRepository;
  readonly pulls: PullRequests;
  readonly checks: Checks;
  readonly people: People;
  readonly settings: BranchSettings;
  readonly comments: IssueComments;
  /** The App's one comment of a kind on a pull request of the registry. */
  readonly stickyComments: StickyComments;
  readonly deployments: Deployments;
  readonly announcements: Announcements;
  readonly registrationChecks: RegistrationChecks;
  /** Permissions that the App needs there and was not granted. */
  readonly lacking: readonly string[];
  /** The time of the place where the registry is kept. */
  readonly clock: Clock;
}

/** Finds the registries that the App is installed on. */
export interface Registries {
  /** Undefined where the App is not installed or the registry branch holds no policy. */
  open(fullName: string): Promise<OpenRegistry | undefined>;
  /** Forgets that a repository was no registry: its branch moved. */
  lookAgain(fullName: string): Promise<void>;
  /** Forgets what guarded a registry branch: its settings changed. */
  forgetSettings(fullName: string): Promise<void>;
}
