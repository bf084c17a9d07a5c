import { PedigreeError } from "../../core/errors.ts";
import type { Account } from "../../core/people.ts";
import { GitHubApi, type GitHubClient, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";
import type { InstalledRepository, RepositoryAccess } from "./installations.ts";

/** Repositories that one token reaches: that of a workflow's job, or one made for it. */
export class TokenAccess implements RepositoryAccess {
  readonly #api: GitHubApi;
  readonly #found = new Map<string, Promise<InstalledRepository>>();

  constructor(client: GitHubClient) {
    this.#api = new GitHubApi(client, { credential: "the token that the workflow has" });
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
        remedy: "give `github-token` a token that may read it",
        cause: error,
      });
    }
  }
}
