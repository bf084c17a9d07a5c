import type {
  RegistrationChecks,
  RegistrationPlace,
  RegistrationWord,
} from "../../core/ports/registration-checks.ts";
import { ONCE, ownerAndRepo, PER_PAGE } from "./api.ts";
import type { RepositoryAccess } from "./installations.ts";

/** The keeper's check runs in repositories that train. */
export class GitHubRegistrationChecks implements RegistrationChecks {
  readonly #access: RepositoryAccess;
  readonly #appId: number;

  constructor(access: RepositoryAccess, appId: number) {
    this.#access = access;
    this.#appId = appId;
  }

  /** A commit with more than a hundred checks of one name has it among the newest. */
  async find({ repository, commit, name }: RegistrationPlace) {
    const { api, fullName } = await this.#access.require(repository);
    const { check_runs: runs } = await api.read(`check ${name} on ${commit}`, (rest) =>
      rest.checks.listForRef({
        ...ownerAndRepo(fullName),
        ref: commit,
        check_name: name,
        app_id: this.#appId,
        filter: "all",
        per_page: PER_PAGE,
      }),
    );
    return runs
      .filter((run) => run.app?.id === this.#appId)
      .toSorted((a, b) => b.id - a.id)
      .map(({ id, external_id: key }) => ({ id, key: key ?? "" }));
  }

  async publish(word: RegistrationWord, existing: number | undefined): Promise<void> {
    const { api, fullName } = await this.#access.require(word.repository);
    const run = {
      ...ownerAndRepo(fullName),
      name: word.name,
      external_id: word.key,
      status: "completed" as const,
      conclusion: word.outcome,
      output: { title: word.title, summary: word.summary },
      request: ONCE,
    };
    await api.write(`check ${word.name} on ${word.commit}`, (rest) =>
      existing === undefined
        ? rest.checks.create({ ...run, head_sha: word.commit })
        : rest.checks.update({ ...run, check_run_id: existing }),
    );
  }
}
