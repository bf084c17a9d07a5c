import type { Account } from "../people.ts";
import type { Known } from "../policy/known.ts";
import type { BranchSettings } from "./branch-settings.ts";
import type { SentDeliveries } from "./delivery-log.ts";

/** How the App is installed on a registry. */
export interface AppInstallation {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly suspended: boolean;
}

/** A registry as a person with a token sees it from outside. What the token may not see is unknown. */
export interface Inspection {
  readonly fullName: string;
  readonly branch: string;
  /** A file's text; undefined where the branch has none. Raises FILE_UNREADABLE for what is no ordinary file. */
  text(path: string): Promise<string | undefined>;
  /** Whether a team, `organisation/slug`, can be seen. */
  teamIsVisible(team: string): Promise<boolean>;
  /** Who is in a team, child teams included; unknown where it is not shown, or there are more than can be read. */
  members(team: string): Promise<Known<readonly Account[]>>;
  /** An account by its login; undefined where nobody is called that. */
  account(login: string): Promise<Known<Account | undefined>>;
  /** Whether the App is installed on a repository. Only the App's own key shows it. */
  isInstalledOn(fullName: string): Promise<Known<boolean>>;
  /** Whether a repository has a deployment environment of this name; what the token may not see seems to be missing. */
  hasEnvironment(fullName: string, environment: string): Promise<Known<boolean>>;
  /** Unknown where it cannot be told which App is meant. */
  settings(): Promise<Known<BranchSettings>>;
  /** Undefined where the App is not installed. Only the App's own key shows it. */
  installation(): Promise<Known<AppInstallation | undefined>>;
  deliveries(): Promise<Known<SentDeliveries>>;
}
