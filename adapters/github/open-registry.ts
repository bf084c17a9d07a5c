import type { Account } from "../../core/people.ts";
import type { BranchSettings } from "../../core/ports/branch-settings.ts";
import type { OpenRegistry } from "../../core/ports/registries.ts";
import { GitHubAnnouncements } from "./announcements.ts";
import { ownerAndRepo } from "./api.ts";
import { GitHubChecks } from "./checks.ts";
import { GitHubClock } from "./clock.ts";
import { GitHubDeployments } from "./deployments.ts";
import type { InstalledRepository, RepositoryAccess } from "./installations.ts";
import { GitHubIssueComments } from "./issue-comments.ts";
import { GitHubPeople } from "./people.ts";
import { GitHubPullRequests } from "./pull-requests.ts";
import { GitHubRegistrationChecks } from "./registration-checks.ts";
import { createRegistryCache, GitHubRegistryRepository, type RegistryCache } from "./registry-repository.ts";
import { createStickyComments } from "./sticky-comment.ts";

/** As whom a registry is kept, and on which of its branches. */
export interface RegistryKeeping {
  readonly branch: string;
  /** Numeric id of the GitHub App whose check and commits are ours. */
  readonly appId: number;
  readonly bot: Account;
  readonly keeper: OpenRegistry["registry"]["keeper"];
  /** Whether somebody hears it when a button of the check is pressed: GitHub tells only the service behind an App. */
  readonly buttons: boolean;
  /** Where people see the registry, e.g. `https://github.com`. */
  readonly serverUrl: string;
  readonly cache?: RegistryCache;
  readonly settings: BranchSettings;
  /** Reaches the repositories that news of landings go to. */
  readonly access: RepositoryAccess;
}

/** Everything that is read from and written to one registry, by one client. */
export function openRegistry(found: InstalledRepository, keeping: RegistryKeeping): OpenRegistry {
  const { api, fullName } = found;
  const { branch, appId, bot, keeper, buttons, serverUrl, settings, access } = keeping;
  const { cache = createRegistryCache() } = keeping;
  const place = { fullName, branch, signs: isHosted(serverUrl) };
  return {
    registry: { fullName, branch, app: bot, keeper, buttons, serverUrl },
    repository: new GitHubRegistryRepository(api, place, cache),
    pulls: new GitHubPullRequests(api, place, appId),
    checks: new GitHubChecks(api, { fullName, appId, buttons }),
    people: new GitHubPeople(api, fullName),
    settings,
    comments: new GitHubIssueComments(api, fullName),
    stickyComments: createStickyComments({
      client: api.asRequests(),
      ...ownerAndRepo(fullName),
      author: { kind: "account", id: bot.id },
    }),
    lacking: found.lacking,
    deployments: new GitHubDeployments(api, { fullName, app: bot }),
    announcements: new GitHubAnnouncements(api, access, { fullName, appId }),
    registrationChecks: new GitHubRegistrationChecks(access, appId),
    clock: new GitHubClock(api),
  };
}

/** GitHub's own hosts sign every commit that is made by their API; other servers only where they are set up to. */
function isHosted(serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname === "github.com" || hostname.endsWith(".ghe.com");
}
