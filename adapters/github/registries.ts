import type { OpenRegistry, Registries } from "../../core/ports/registries.ts";
import { ownerAndRepo } from "./api.ts";
import { createSettingsMemory, GitHubBranchSettings, type SettingsMemory } from "./branch-settings.ts";
import { statusOf } from "./errors.ts";
import type { Installations, InstalledRepository } from "./installations.ts";
import { openRegistry } from "./open-registry.ts";
import { createRegistryCache, type RegistryCache } from "./registry-repository.ts";

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
  readonly #settings = new Map<number, SettingsMemory>();
  /** Repository id → until when it is taken to be no registry. */
  readonly #others = new Map<number, number>();
  readonly #known = new Set<string>();

  constructor(options: RegistriesOptions) {
    this.#options = options;
  }

  async open(name: string): Promise<OpenRegistry | undefined> {
    const found = await this.#options.installations.repository(name);
    if (found === undefined) return undefined;
    const branch = this.#options.branch ?? found.defaultBranch;
    if (!(await this.#isRegistry(found, branch))) return undefined;
    return openRegistry(found, {
      branch,
      appId: this.#options.appId,
      bot: await this.#options.installations.bot(found.api),
      keeper: "app",
      buttons: true,
      serverUrl: this.#options.serverUrl,
      cache: this.#cache(found.id),
      access: this.#options.installations,
      settings: this.#branchSettings(found, branch),
    });
  }

  async lookAgain(fullName: string): Promise<void> {
    const found = await this.#options.installations.repository(fullName);
    if (found === undefined) return;
    this.#others.delete(found.id);
    this.#known.delete(`${found.id} ${this.#options.branch ?? found.defaultBranch}`);
  }

  async forgetSettings(fullName: string): Promise<void> {
    const found = await this.#options.installations.repository(fullName);
    if (found !== undefined) this.#settings.delete(found.id);
  }

  #branchSettings(found: InstalledRepository, branch: string): GitHubBranchSettings {
    const memory = this.#settings.get(found.id) ?? createSettingsMemory();
    this.#settings.set(found.id, memory);
    const { fullName, defaultBranch } = found;
    const { appId, now } = this.#options;
    const place = { fullName, branch, isDefault: branch === defaultBranch, appId, asApp: true };
    return new GitHubBranchSettings(found.api, place, memory, now);
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
}
