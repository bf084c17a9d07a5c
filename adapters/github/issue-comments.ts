import { PedigreeError } from "../../core/errors.ts";
import type { IssueComment, IssueComments } from "../../core/ports/registries.ts";
import { parseAnswerMark } from "../../core/registry/answer-mark.ts";
import { toAccountOrNull } from "./accounts.ts";
import { type GitHubApi, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

/** So many comments that came after a command are looked through for its answer. */
const MAX_COMMENTS = 1_000;

/** Comments of one repository, read by id. */
export class GitHubIssueComments implements IssueComments {
  readonly #api: GitHubApi;
  readonly #fullName: string;
  readonly #appId: number;

  constructor(api: GitHubApi, fullName: string, appId: number) {
    this.#api = api;
    this.#fullName = fullName;
    this.#appId = appId;
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

  async isAnswered({ id, pull, createdAt }: IssueComment): Promise<boolean> {
    const place = { ...ownerAndRepo(this.#fullName), issue_number: pull, since: createdAt };
    const { items, complete } = await this.#api.list(`answers to comment ${id}`, MAX_COMMENTS, (rest, page) =>
      rest.issues.listComments({ ...place, ...page }),
    );
    const answers = items.filter((dto) => dto.performed_via_github_app?.id === this.#appId);
    if (answers.some(({ body }) => parseAnswerMark(body ?? "") === id)) return true;
    if (complete) return false;
    throw new PedigreeError("REMOTE_INCOMPLETE", "cannot tell whether a command was answered", {
      subject: `comment ${id} of ${this.#fullName}`,
      expected: `at most ${MAX_COMMENTS} comments since`,
    });
  }
}
