import { PedigreeError } from "../../core/errors.ts";
import type { CommitSha } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import type { DeploymentStatus, Deployments, LandingDeployment } from "../../core/ports/deployments.ts";
import { type LandingNotice, landingNoticeSchema } from "../../core/registry/landing-notice.ts";
import { toAccountOrNull } from "./accounts.ts";
import { type GitHubApi, type GitHubClient, ONCE, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

/** One landing has one deployment to an environment; more of them on one commit are other people's. */
const MAX_DEPLOYMENTS = 500;

type DeploymentDto = Awaited<ReturnType<GitHubClient["rest"]["repos"]["getDeployment"]>>["data"];

export interface DeploymentsPlace {
  readonly fullName: string;
  /** The App's bot account: only what it made itself counts. */
  readonly app: Account;
}

/** Deployments of the registry repository. */
export class GitHubDeployments implements Deployments {
  readonly #api: GitHubApi;
  readonly #at: { owner: string; repo: string };
  readonly #place: DeploymentsPlace;

  constructor(api: GitHubApi, place: DeploymentsPlace) {
    this.#api = api;
    this.#place = place;
    this.#at = ownerAndRepo(place.fullName);
  }

  async any(): Promise<boolean> {
    try {
      const listed = await this.#api.read(`deployments of ${this.#place.fullName}`, (rest) =>
        rest.repos.listDeployments({ ...this.#at, per_page: 1 }),
      );
      return listed.length > 0;
    } catch (error) {
      const isRefused = error instanceof PedigreeError && error.code === "REMOTE_REFUSED";
      if (isRefused && (statusOf(error) === 404 || statusOf(error) === 403)) return false;
      throw error;
    }
  }

  async find(landing: CommitSha, environment: string): Promise<LandingDeployment | undefined> {
    const { items } = await this.#api.list(`deployments of ${landing}`, MAX_DEPLOYMENTS, (rest, page) =>
      rest.repos.listDeployments({ ...this.#at, sha: landing, environment, ...page }),
    );
    return items.flatMap((dto) => this.#toOwn(dto)).find(({ notice }) => notice.landing === landing);
  }

  async get(id: number): Promise<LandingDeployment | undefined> {
    try {
      const dto = await this.#api.read(`deployment ${id} of ${this.#place.fullName}`, (rest) =>
        rest.repos.getDeployment({ ...this.#at, deployment_id: id }),
      );
      return this.#toOwn(dto)[0];
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async create(environment: string, notice: LandingNotice): Promise<LandingDeployment> {
    const subject = `deployment of ${notice.landing} to ${environment}`;
    const data = await this.#api.write(subject, async (rest) => {
      const answer = await rest.repos.createDeployment({
        ...this.#at,
        ref: notice.landing,
        environment,
        auto_merge: false,
        // The landing was judged by the policy; the commit's own checks have no say in it.
        required_contexts: [],
        description: `${notice.model} ${notice.version}`,
        payload: { ...notice },
        request: ONCE,
      });
      return { data: answer.data };
    });
    if ("id" in data) return { id: data.id, environment, notice };
    // Only of a merge that it had to make first; none was asked for.
    throw new PedigreeError("REMOTE_INCOMPLETE", "GitHub made no deployment", {
      subject,
      found: data.message ?? "",
    });
  }

  async status(id: number): Promise<DeploymentStatus | undefined> {
    const statuses = await this.#api.read(`statuses of deployment ${id}`, (rest) =>
      rest.repos.listDeploymentStatuses({ ...this.#at, deployment_id: id, per_page: 100 }),
    );
    const newest = statuses.toSorted((a, b) => b.id - a.id)[0];
    if (newest === undefined) return undefined;
    const { state, created_at: at, creator, description } = newest;
    return { state, at, by: toAccountOrNull(creator), description };
  }

  async retire(id: number): Promise<void> {
    await this.#api.write(`status of deployment ${id}`, (rest) =>
      rest.repos.createDeploymentStatus({
        ...this.#at,
        deployment_id: id,
        state: "inactive",
        description: "The version has left the stage",
        request: ONCE,
      }),
    );
  }

  #toOwn(dto: DeploymentDto): readonly LandingDeployment[] {
    const notice = landingNoticeSchema.safeParse(dto.payload);
    const isOwn = dto.creator?.id === this.#place.app.id && notice.success && notice.data.landing === dto.sha;
    return isOwn ? [{ id: dto.id, environment: dto.environment, notice: notice.data }] : [];
  }
}
