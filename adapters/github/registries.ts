import type { Account } from "../../core/people.ts";
import type { OpenRegistry, Registries } from "../../core/ports/registries.ts";
import { ownerAndRepo } from "./api.ts";
import { GitHubChecks } from "./checks.ts";
import { GitHubClock } from "./clock.ts";
import { statusOf } from "./errors.ts";
import type { Installations, InstalledRepository } from "./installations.ts";
import { GitHubIssueComments } from "./issue-comments.ts";
import { GitHubPeople } from "./people.ts";
import { GitHubPullRequests } from "./pull-requests.ts";
import { createRegistryCache, GitHubRegistryRepository, type RegistryCache } from "./registry-repository.ts";

const POLICY_PATH = "pedigree.yml";
/** How long a repository without a policy is left alone: its pushes and reviews then cost no request. */
const NO_REGISTRY_MS = 60_000;

export interface RegistriesOptions {
  readonly installations: Installations;
  readonly appId: number;
  /** Where people see the registry, e.g. `https://github.com`. */
  readonly serverUrl: string;
  /** The registry branch where it is not the default branch. */
  readonly branch?: string | undefined;
  readonly now?: () => number;
}

/**
 * Finds and opens registries. What is immutable is cached for each registry on its own, so that nothing of one
 * tenant can show up at another.
 */
export class GitHubRegistries implements Registries {
  readonly #options: RegistriesOptions;
  readonly #caches = new Map<number, RegistryCache>();
  /** Repository id → until when it is taken to be no registry. */
  readonly #others = new Map<number, number>();
  readonly #known = new Set<string>();
  #bot: Promise<Account> | undefined;

  constructor(options: RegistriesOptions) {
    this.#options = options;
  }

  async open(fullName: string): Promise<OpenRegistry | undefined> {
    const found = await this.#options.installations.repository(fullName);
    if (found === undefined) return undefined;
    const branch = this.#options.branch ?? found.defaultBranch;
    if (!(await this.#isRegistry(found, branch))) return undefined;
    const place = { fullName: found.fullName, branch, signs: isHosted(this.#options.serverUrl) };
    return {
      registry: {
        fullName: place.fullName,
        branch,
        app: await this.#botAccount(found),
        serverUrl: this.#options.serverUrl,
      },
      repository: new GitHubRegistryRepository(found.api, place, this.#cache(found.id)),
      pulls: new GitHubPullRequests(found.api, place),
      checks: new GitHubChecks(found.api, { fullName: found.fullName, appId: this.#options.appId }),
      people: new GitHubPeople(found.api, found.fullName),
      comments: new GitHubIssueComments(found.api, found.fullName, this.#options.appId),
      clock: new GitHubClock(found.api),
    };
  }

  async lookAgain(fullName: string): Promise<void> {
    const found = await this.#options.installations.repository(fullName);
    if (found === undefined) return;
    this.#others.delete(found.id);
    this.#known.delete(`${found.id} ${this.#options.branch ?? found.defaultBranch}`);
  }

  async #isRegistry(found: InstalledRepository, branch: string): Promise<boolean> {
    const now = (this.#options.now ?? Date.now)();
    const key = `${found.id} ${branch}`;
    if (this.#known.has(key)) return true;
    if ((this.#others.get(found.id) ?? 0) > now) return false;
    try {
      await found.api.read(`${POLICY_PATH} of ${found.fullName}`, (rest) =>
        rest.repos.getContent({ ...ownerAndRepo(found.fullName), path: POLICY_PATH, ref: branch }),
      );
      this.#known.add(key);
      return true;
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      this.#others.set(found.id, now + NO_REGISTRY_MS);
      return false;
    }
  }

  #cache(repositoryId: number): RegistryCache {
    const known = this.#caches.get(repositoryId) ?? createRegistryCache();
    this.#caches.set(repositoryId, known);
    return known;
  }

  #botAccount(found: InstalledRepository): Promise<Account> {
    if (this.#bot !== undefined) return this.#bot;
    const asked = this.#options.installations.bot(found.api);
    this.#bot = asked;
    asked.catch(() => {
      this.#bot = undefined;
    });
    return asked;
  }
}

/** GitHub's own hosts sign every commit that is made by their API; other servers only where they are set up to. */
function isHosted(serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname === "github.com" || hostname.endsWith(".ghe.com");
}
