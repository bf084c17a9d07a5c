import type { IssueComment, IssueComments } from "../../core/ports/registries.ts";
import { toAccountOrNull } from "./accounts.ts";
import { type GitHubApi, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

/** Comments of one repository, read by id. */
export class GitHubIssueComments implements IssueComments {
  readonly #api: GitHubApi;
  readonly #fullName: string;

  constructor(api: GitHubApi, fullName: string) {
    this.#api = api;
    this.#fullName = fullName;
  }

  async unedited(id: number): Promise<IssueComment | undefined> {
    try {
      const dto = await this.#api.read(`comment ${id} of ${this.#fullName}`, (rest) =>
        rest.issues.getComment({ ...ownerAndRepo(this.#fullName), comment_id: id }),
      );
      const author = toAccountOrNull(dto.user);
      const pull = Number(/\/issues\/(\d+)$/.exec(dto.issue_url)?.[1]);
      if (author === null || !(pull > 0) || dto.created_at !== dto.updated_at) return undefined;
      return { id, pull, author, body: dto.body ?? "", createdAt: dto.created_at };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }
}
