import { PedigreeError } from "../../core/errors.ts";
import type { CommitSha } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import type { Announcement, Announcements } from "../../core/ports/announcements.ts";
import type { SectionUpdate, StickyComments, WrittenComment } from "../../core/ports/comments.ts";
import type { DeploymentStatus, Deployments, LandingDeployment } from "../../core/ports/deployments.ts";
import type { LandingNotice } from "../../core/registry/landing-notice.ts";

interface StoredDeployment extends LandingDeployment {
  readonly creator: Account;
  readonly statuses: DeploymentStatus[];
}

/** Deployments in memory, those of others as well. */
export class MemoryDeployments implements Deployments {
  readonly all: StoredDeployment[] = [];
  /** Thrown by the next creation, as when GitHub is in trouble. */
  failure: Error | undefined;
  private readonly app: Account;

  constructor(app: Account) {
    this.app = app;
  }

  async any(): Promise<boolean> {
    return this.all.length > 0;
  }

  async find(landing: CommitSha, environment: string): Promise<LandingDeployment | undefined> {
    return this.own().find((one) => one.notice.landing === landing && one.environment === environment);
  }

  async get(id: number): Promise<LandingDeployment | undefined> {
    return this.own().find((one) => one.id === id);
  }

  async create(environment: string, notice: LandingNotice): Promise<LandingDeployment> {
    if (this.failure !== undefined) throw this.failure;
    return this.createBy(this.app, environment, notice);
  }

  createBy(creator: Account, environment: string, notice: LandingNotice): LandingDeployment {
    const made = { id: this.all.length + 1, environment, notice, creator, statuses: [] };
    this.all.push(made);
    return made;
  }

  async status(id: number): Promise<DeploymentStatus | undefined> {
    return this.stored(id).statuses.at(-1);
  }

  async retire(id: number): Promise<void> {
    this.report(id, "inactive", this.app);
  }

  /** What whoever deploys reports. */
  report(id: number, state: DeploymentStatus["state"], by: Account, description = ""): void {
    this.stored(id).statuses.push({ state, by, description, at: "2026-02-01T12:00:00Z" });
  }

  private own(): readonly StoredDeployment[] {
    return this.all.filter(({ creator }) => creator.id === this.app.id);
  }

  private stored(id: number): StoredDeployment {
    const found = this.all.find((one) => one.id === id);
    if (found === undefined) throw new PedigreeError("REMOTE_REFUSED", "no such deployment");
    return found;
  }
}

/** News in memory; `deaf` repositories are those where the App is not installed. */
export class MemoryAnnouncements implements Announcements {
  readonly sent: Announcement[] = [];
  readonly deaf = new Set<string>();
  /** The process ends between sending and remembering. */
  forgetful = false;
  private readonly remembered = new Set<string>();

  async wasSent(landing: CommitSha, repository: string, type: string): Promise<boolean> {
    return this.remembered.has(`${landing} ${repository} ${type}`);
  }

  async send(announcement: Announcement): Promise<void> {
    const { repository, type, notice } = announcement;
    if (this.deaf.has(repository)) {
      throw new PedigreeError("REMOTE_REFUSED", "the App is not installed on this repository");
    }
    this.sent.push(announcement);
    if (this.forgetful) throw new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer");
    this.remembered.add(`${notice.landing} ${repository} ${type}`);
  }
}

/** Sticky comments in memory: the text of each section. */
export class MemoryStickyComments implements StickyComments {
  readonly sections = new Map<string, string>();
  writes = 0;

  async update({ pullRequest, section, render }: SectionUpdate): Promise<WrittenComment> {
    const key = `${pullRequest} ${section}`;
    const body = render(60_000);
    const written = this.sections.get(key) !== body;
    if (written) this.writes += 1;
    this.sections.set(key, body);
    return { url: "", characters: body.length, written };
  }
}
