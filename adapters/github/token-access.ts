import { PedigreeError } from "../../core/errors.ts";
import type { Account } from "../../core/people.ts";
import { GitHubApi, type GitHubClient, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";
import type { InstalledRepository, RepositoryAccess } from "./installations.ts";

/** What the token is called where it is wrong, and what to do where it does not reach far enough. */
export interface TokenWords {
  readonly credential: string;
  readonly remedy: string;
}

const OF_A_WORKFLOW: TokenWords = {
  credential: "the token that the workflow has",
  remedy: "give `github-token` a token that may read it",
};

/** Repositories that one token reaches: that of a workflow's job, one made for it, or a person's. */
export class TokenAccess implements RepositoryAccess {
  readonly #api: GitHubApi;
  readonly #words: TokenWords;
  readonly #found = new Map<string, Promise<InstalledRepository>>();

  constructor(client: GitHubClient, words = OF_A_WORKFLOW) {
    this.#api = new GitHubApi(client, words);
    this.#words = words;
  }

  require(fullName: string): Promise<InstalledRepository> {
    const key = fullName.toLowerCase();
    const found = this.#found.get(key) ?? this.#find(fullName);
    this.#found.set(key, found);
    return found;
  }

  /** The account that what is written by the token belongs to. Raises REMOTE_REFUSED for an unknown one. */
  async bot(slug: string): Promise<Account> {
    const dto = await this.#api.read(`bot account of ${slug}`, (rest) =>
      rest.users.getByUsername({ username: `${slug}[bot]` }),
    );
    return { id: dto.id, login: dto.login, bot: true };
  }

  /**
   * An App by its name in addresses. Its number has to be given for one that only its owner sees. Raises INPUT_INVALID
   * where no such App is to be seen.
   */
  async app(slug: string, known?: number): Promise<{ readonly id: number; readonly bot: Account }> {
    try {
      const bot = await this.bot(slug);
      if (known !== undefined) return { id: known, bot };
      const dto = await this.#api.read(`App ${slug}`, (rest) => rest.apps.getBySlug({ app_slug: slug }));
      if (dto !== null) return { id: dto.id, bot };
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    throw new PedigreeError("INPUT_INVALID", "there is no such App to be seen", {
      subject: slug,
      expected: "the name in the address of the App that keeps the registry, github.com/apps/NAME",
      remedy: "name it with --app, and give its number as APP_ID if it is not public",
    });
  }

  async #find(fullName: string): Promise<InstalledRepository> {
    try {
      const dto = await this.#api.read(`repository ${fullName}`, (rest) =>
        rest.repos.get(ownerAndRepo(fullName)),
      );
      const { id, full_name: name, default_branch: defaultBranch } = dto;
      // What a token lacks shows when it is used: GitHub lists no permissions of a job's token.
      return { id, fullName: name, defaultBranch, isPrivate: dto.private, api: this.#api, lacking: [] };
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      throw new PedigreeError("REMOTE_REFUSED", "the token does not reach this repository", {
        subject: fullName,
        remedy: this.#words.remedy,
        cause: error,
      });
    }
  }
}
