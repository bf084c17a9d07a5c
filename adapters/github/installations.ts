import { PedigreeError } from "../../core/errors.ts";
import type { Account } from "../../core/people.ts";
import { missingPermissions } from "../../core/registry/app-needs.ts";
import { GitHubApi, type GitHubApiOptions, type GitHubClient, ownerAndRepo } from "./api.ts";
import { GitHubDeliveryLog } from "./delivery-log.ts";
import { statusOf } from "./errors.ts";

/** An App may be taken away from a repository at any time; nothing is remembered longer than this. */
const REMEMBERED_MS = 5 * 60_000;
const MAX_INSTALLATIONS = 10_000;
const MAX_REPOSITORIES = 10_000;

/** What is known of a repository that the App is installed on. */
export interface InstalledRepository {
  readonly id: number;
  readonly fullName: string;
  readonly defaultBranch: string;
  /** Not everybody may read it. */
  readonly isPrivate: boolean;
  readonly api: GitHubApi;
  /** Permissions that the App needs and the installation does not grant (any more), as `name: level`. */
  readonly lacking: readonly string[];
}

/** Finds repositories by name. Raises REMOTE_REFUSED for one that cannot be reached. */
export interface RepositoryAccess {
  require(fullName: string): Promise<InstalledRepository>;
}

export interface AppAccess {
  /** A client that signs with the App's own key. */
  readonly app: GitHubClient;
  readonly authenticate: (installationId: number) => Promise<GitHubClient>;
  readonly time?: GitHubApiOptions;
}

interface Remembered<T> {
  readonly until: number;
  readonly value: Promise<T>;
}

/**
 * Which installation reaches which repository. Repositories are looked up by the App's own key and never by what a
 * payload or a run says of its installation, so a name leads nowhere unless the App was installed there.
 */
export class Installations implements RepositoryAccess {
  readonly #access: AppAccess;
  readonly #app: GitHubApi;
  readonly #now: () => number;
  readonly #apis = new Map<number, Promise<GitHubApi>>();
  #bot: Promise<Account> | undefined;
  readonly #repositories = new Map<string, Remembered<InstalledRepository | undefined>>();

  constructor(access: AppAccess) {
    this.#access = access;
    this.#app = new GitHubApi(access.app, access.time);
    this.#now = access.time?.now ?? Date.now;
  }

  /** GitHub's log of the App's webhooks. */
  deliveryLog(): GitHubDeliveryLog {
    return new GitHubDeliveryLog(this.#app);
  }

  /** The App's name and its bot account. */
  async self(): Promise<{ appId: number; slug: string }> {
    const dto = await this.#app.read("the App itself", (rest) => rest.apps.getAuthenticated());
    if (dto?.slug === undefined) {
      throw new PedigreeError("REMOTE_INCOMPLETE", "GitHub does not say what the App is called");
    }
    return { appId: dto.id, slug: dto.slug };
  }

  /** Undefined where the App is not installed (or nothing is). */
  async repository(fullName: string): Promise<InstalledRepository | undefined> {
    const key = fullName.toLowerCase();
    const known = this.#repositories.get(key);
    if (known !== undefined && known.until > this.#now()) return await known.value;
    const value = this.#find(fullName);
    this.#repositories.set(key, { until: this.#now() + REMEMBERED_MS, value });
    // Only a place where the App is installed is worth remembering.
    const forget = () => this.#repositories.delete(key);
    value.then((found) => found === undefined && forget(), forget);
    return await value;
  }

  async require(fullName: string): Promise<InstalledRepository> {
    const found = await this.repository(fullName);
    if (found !== undefined) return found;
    throw new PedigreeError("REMOTE_REFUSED", "the App is not installed on this repository", {
      subject: fullName,
      remedy: "install the App there",
    });
  }

  /** Names of all repositories that the App is installed on. */
  async repositories(): Promise<readonly string[]> {
    const { items } = await this.#app.list("installations of the App", MAX_INSTALLATIONS, (rest, page) =>
      rest.apps.listInstallations(page),
    );
    const names: string[] = [];
    for (const installation of items.filter((i) => i.suspended_at === null)) {
      const api = await this.#api(installation.id);
      const listing = await api.list(
        "repositories of an installation",
        MAX_REPOSITORIES,
        async (rest, page) => {
          const answer = await rest.apps.listReposAccessibleToInstallation(page);
          return { ...answer, data: answer.data.repositories };
        },
      );
      names.push(...listing.items.map((repository) => repository.full_name));
    }
    return names;
  }

  /**
   * The App's bot account, which authors what the App writes. Any installation's token can look it up, and once is enough:
   * only a failure is asked again.
   */
  bot(api: GitHubApi): Promise<Account> {
    if (this.#bot !== undefined) return this.#bot;
    const asked = this.#findBot(api);
    this.#bot = asked;
    asked.catch(() => {
      this.#bot = undefined;
    });
    return asked;
  }

  async #findBot(api: GitHubApi): Promise<Account> {
    const { slug } = await this.self();
    const dto = await api.read("the App's bot account", (rest) =>
      rest.users.getByUsername({ username: `${slug}[bot]` }),
    );
    return { id: dto.id, login: dto.login, bot: true };
  }

  async #find(fullName: string): Promise<InstalledRepository | undefined> {
    const at = ownerAndRepo(fullName);
    try {
      const installation = await this.#app.read(`installation on ${fullName}`, (rest) =>
        rest.apps.getRepoInstallation(at),
      );
      if (installation.suspended_at !== null) {
        throw new PedigreeError("REMOTE_REFUSED", "the App's installation is suspended", {
          subject: fullName,
          remedy: "unsuspend it in the account's settings",
        });
      }
      const api = await this.#api(installation.id);
      const dto = await api.read(`repository ${fullName}`, (rest) => rest.repos.get(at));
      const { id, full_name: name, default_branch: defaultBranch } = dto;
      const lacking = lackingIn(installation.permissions);
      return { id, fullName: name, defaultBranch, isPrivate: dto.private, api, lacking };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  #api(installationId: number): Promise<GitHubApi> {
    const known = this.#apis.get(installationId);
    if (known !== undefined) return known;
    const made = this.#access
      .authenticate(installationId)
      .then((client) => new GitHubApi(client, this.#access.time));
    this.#apis.set(installationId, made);
    made.catch(() => this.#apis.delete(installationId));
    return made;
  }
}

function lackingIn(permissions: object): readonly string[] {
  const granted = Object.entries(permissions).map(([name, level]) => [name, String(level)] as const);
  return missingPermissions(Object.fromEntries(granted));
}
