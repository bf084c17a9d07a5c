import type { CommitSha } from "../../core/names.ts";
import type { Announcement, Announcements } from "../../core/ports/announcements.ts";
import { newsCheckName } from "../../core/registry/own-checks.ts";
import { type GitHubApi, ONCE, ownerAndRepo } from "./api.ts";
import type { RepositoryAccess } from "./installations.ts";
import { readNamedChecks } from "./named-checks.ts";

export interface AnnouncementsPlace {
  readonly fullName: string;
  readonly appId: number;
}

/**
 * News by `repository_dispatch`. What was sent is remembered by a green check run of the App on the landing's commit, which
 * nobody else can write and everybody can see.
 */
export class GitHubAnnouncements implements Announcements {
  readonly #api: GitHubApi;
  readonly #access: RepositoryAccess;
  readonly #place: AnnouncementsPlace;

  constructor(api: GitHubApi, access: RepositoryAccess, place: AnnouncementsPlace) {
    this.#api = api;
    this.#access = access;
    this.#place = place;
  }

  async wasSent(landing: CommitSha, repository: string, type: string): Promise<boolean> {
    const name = newsCheckName(repository);
    const place = { ...this.#place, commit: landing, name };
    const found = await readNamedChecks(this.#api, `news of ${landing}`, place);
    return found.some(({ key }) => key === keyOf(repository, type));
  }

  async send({ type, repository, notice }: Announcement): Promise<void> {
    const { api, fullName } = await this.#access.require(repository);
    await api.write(`dispatch ${type} to ${fullName}`, (rest) =>
      rest.repos.createDispatchEvent({
        ...ownerAndRepo(fullName),
        event_type: type,
        client_payload: { ...notice },
        request: ONCE,
      }),
    );
    await this.#remember(repository, type, notice.landing);
  }

  async #remember(repository: string, type: string, landing: CommitSha): Promise<void> {
    await this.#api.write(`news of ${landing}`, (rest) =>
      rest.checks.create({
        ...ownerAndRepo(this.#place.fullName),
        name: newsCheckName(repository),
        head_sha: landing,
        external_id: keyOf(repository, type),
        status: "completed",
        conclusion: "success",
        output: {
          title: `${repository} was told of this landing`,
          summary: `Sent as a \`repository_dispatch\` of the type \`${type}\`.`,
        },
        request: ONCE,
      }),
    );
  }
}

function keyOf(repository: string, type: string): string {
  return `dispatch:${type}:${repository.toLowerCase()}`;
}
