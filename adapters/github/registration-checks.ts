import type {
  RegistrationChecks,
  RegistrationPlace,
  RegistrationWord,
} from "../../core/ports/registration-checks.ts";
import { ONCE, ownerAndRepo } from "./api.ts";
import type { RepositoryAccess } from "./installations.ts";
import { readNamedChecks } from "./named-checks.ts";

/** The keeper's check runs in repositories that train. */
export class GitHubRegistrationChecks implements RegistrationChecks {
  readonly #access: RepositoryAccess;
  readonly #appId: number;

  constructor(access: RepositoryAccess, appId: number) {
    this.#access = access;
    this.#appId = appId;
  }

  async find({ repository, commit, name }: RegistrationPlace) {
    const { api, fullName } = await this.#access.require(repository);
    const place = { fullName, commit, name, appId: this.#appId };
    return await readNamedChecks(api, `check ${name} on ${commit}`, place);
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
