import { PedigreeError } from "../../core/errors.ts";
import type { CommitSha } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import { parseCoAuthors } from "../../core/policy/co-authors.ts";
import type { Known, Review } from "../../core/policy/facts.ts";
import type {
  CommitPeople,
  Labelling,
  NewPullRequest,
  PullFile,
  PullRequest,
  PullRequests,
  Push,
  RepositoryLabel,
} from "../../core/ports/pull-requests.ts";
import { answers, type Question } from "../../core/registry/answer-mark.ts";
import type { MemoryRegistry } from "./memory-registry.ts";

interface StoredPull {
  number: number;
  title: string;
  body: string;
  closed: boolean;
  merged: boolean;
  draft: boolean;
  author: Account | null;
  base: string;
  branch: string;
  inRepository: boolean;
  head: CommitSha;
  labels: Map<string, Labelling>;
  reviews: Review[];
  comments: string[];
  /** Count of all changes at its last one: stands for the time. */
  updated: number;
}

/** Pull requests of a MemoryRegistry: heads follow their branches, and one that the base contains is merged. */
export class MemoryPulls implements PullRequests {
  /** Who pushed which commit, where a test says so. */
  readonly pushers = new Map<CommitSha, Account>();
  /** Whether GitHub does not show who pushed. */
  hidesPushes = false;
  /** So many commits of a pull request are too many to be listed. */
  mostCommits = 250;
  private readonly pulls: StoredPull[] = [];
  private readonly registry: MemoryRegistry;
  /** Labels that the repository has, by their name without regard to case. */
  readonly repositoryLabels = new Map<string, RepositoryLabel>();
  private reviewSerial = 0;
  private serial = 0;

  constructor(registry: MemoryRegistry) {
    this.registry = registry;
  }

  async get(number: number): Promise<PullRequest> {
    return this.show(this.stored(number));
  }

  async open(): Promise<readonly PullRequest[]> {
    return this.pulls.map((pull) => this.show(pull)).filter(({ state }) => state === "open");
  }

  async changedSince(moment: string | undefined): Promise<readonly PullRequest[]> {
    const since = moment === undefined ? Number.NEGATIVE_INFINITY : Date.parse(moment);
    const all = this.pulls.map((pull) => this.show(pull));
    return all
      .filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  }

  async labels(): Promise<readonly RepositoryLabel[]> {
    return [...this.repositoryLabels.values()];
  }

  async findByBranch(branch: string): Promise<PullRequest | undefined> {
    const pull = this.pulls.findLast((candidate) => candidate.branch === branch);
    return pull === undefined ? undefined : this.show(pull);
  }

  async create(pull: NewPullRequest): Promise<PullRequest> {
    return this.openBy(this.registry.app, pull);
  }

  async updateText(number: number, text: Pick<NewPullRequest, "title" | "body">): Promise<void> {
    Object.assign(this.touched(number), text);
  }

  async close(number: number): Promise<{ readonly merged: boolean }> {
    const { merged } = this.show(this.stored(number));
    this.touched(number).closed = true;
    return { merged };
  }

  async files(number: number): Promise<Known<readonly PullFile[]>> {
    const pull = this.show(this.stored(number));
    const tip = this.registry.head(this.registry.branch);
    const base = this.registry.get(await this.registry.mergeBase(tip, pull.head)).tree;
    const head = this.registry.get(pull.head).tree;
    const paths = [...new Set([...base.keys(), ...head.keys()])].sort();
    const changed = paths.filter(
      (path) =>
        base.get(path)?.blob !== head.get(path)?.blob || base.get(path)?.mode !== head.get(path)?.mode,
    );
    const files = changed.map((path): PullFile => {
      const status = !base.has(path) ? "added" : head.has(path) ? "modified" : "removed";
      return { path, status, previousPath: null, blob: head.get(path)?.blob ?? null };
    });
    return { known: true, value: files };
  }

  async commits(number: number): Promise<Known<readonly CommitPeople[]>> {
    if (await this.hasUnlistedCommits(number)) return { known: false, reason: "there are too many commits" };
    const value = this.ownCommits(number).map((commit) => {
      const { author, message } = this.registry.get(commit);
      return { commit, author, committer: author, coAuthors: parseCoAuthors(message) };
    });
    return { known: true, value };
  }

  async hasUnlistedCommits(number: number): Promise<boolean> {
    return this.ownCommits(number).length >= this.mostCommits;
  }

  /** Oldest first. */
  private ownCommits(number: number): readonly CommitSha[] {
    const pull = this.show(this.stored(number));
    const inBase = new Set(this.registry.history(this.registry.head(this.registry.branch)));
    return this.registry
      .history(pull.head)
      .filter((commit) => !inBase.has(commit))
      .reverse();
  }

  async reviews(number: number): Promise<Known<readonly Review[]>> {
    return { known: true, value: [...this.stored(number).reviews] };
  }

  /** Whoever a test names, else the commit's own author. */
  async pushes(branch: string): Promise<Known<readonly Push[]>> {
    if (this.hidesPushes) return { known: false, reason: "nobody saw the pushes" };
    const inBase = new Set(this.registry.history(this.registry.head(this.registry.branch)));
    const own = this.registry.history(this.registry.head(branch)).filter((commit) => !inBase.has(commit));
    const value = own.map((commit, at) => ({
      after: commit,
      by: this.pushers.get(commit) ?? this.registry.get(commit).author,
      created: at === own.length - 1,
    }));
    return { known: true, value };
  }

  async addLabel(number: number, label: string): Promise<void> {
    this.putLabel(number, label, this.registry.app);
  }

  async removeLabel(number: number, label: string): Promise<void> {
    this.touched(number).labels.delete(label);
  }

  async labelling(number: number, label: string): Promise<Labelling | null> {
    return this.stored(number).labels.get(label) ?? null;
  }

  async isAnswered(number: number, question: Question): Promise<boolean> {
    return this.stored(number).comments.some((body) => answers(body, question));
  }

  async comment(number: number, body: string): Promise<string> {
    const { comments } = this.touched(number);
    comments.push(body);
    return `https://github.com/acme/registry/pull/${number}#issuecomment-${comments.length}`;
  }

  /** What people do in the browser. */
  openBy(
    author: Account | null,
    pull: NewPullRequest & {
      readonly base?: string;
      readonly inRepository?: boolean;
      readonly draft?: boolean;
    },
  ): PullRequest {
    const head = this.registry.refs.get(pull.head);
    if (head === undefined)
      throw new PedigreeError("REMOTE_REFUSED", "no such branch", { subject: pull.head });
    const isOpen = this.pulls.some((p) => p.branch === pull.head && this.show(p).state === "open");
    if (isOpen) throw new PedigreeError("REMOTE_REFUSED", "a pull request exists for this branch already");
    if (this.registry.contains(this.registry.head(this.registry.branch), head)) {
      throw new PedigreeError("REMOTE_REFUSED", "no commits between base and head");
    }
    const stored: StoredPull = {
      number: this.pulls.length + 1,
      title: pull.title,
      body: pull.body,
      closed: false,
      merged: false,
      draft: pull.draft ?? false,
      author,
      base: pull.base ?? this.registry.branch,
      branch: pull.head,
      inRepository: pull.inRepository ?? true,
      head,
      labels: new Map(),
      reviews: [],
      comments: [],
      updated: this.nextSerial(),
    };
    this.pulls.push(stored);
    return this.show(stored);
  }

  putLabel(number: number, label: string, by: Account): void {
    const { labels } = this.touched(number);
    const key = label.toLowerCase();
    const known = this.repositoryLabels.get(key) ?? { id: this.nextSerial(), name: label };
    this.repositoryLabels.set(key, known);
    if (labels.has(known.name)) return;
    const at = new Date(Date.UTC(2026, 0, 31) + this.serial * 1000).toISOString();
    labels.set(known.name, { event: this.nextSerial(), by, at });
  }

  /** In the repository's settings: the label leaves every pull request, none of which counts as changed. */
  deleteLabel(name: string): void {
    this.repositoryLabels.delete(name.toLowerCase());
    for (const { labels } of this.pulls) labels.delete(name);
  }

  renameLabel(from: string, to: string): void {
    const known = this.repositoryLabels.get(from.toLowerCase());
    if (known === undefined) throw new Error(`no label ${from}`);
    this.repositoryLabels.delete(from.toLowerCase());
    this.repositoryLabels.set(to.toLowerCase(), { id: known.id, name: to });
    for (const { labels } of this.pulls) {
      const by = labels.get(from);
      if (by === undefined) continue;
      labels.delete(from);
      labels.set(to, by);
    }
  }

  /** A review; of the present head unless another commit is given. */
  review(
    number: number,
    user: Account | null,
    {
      state = "approved",
      commit,
      submittedAt,
      dismissed,
    }: {
      state?: Review["state"];
      commit?: CommitSha | null;
      submittedAt?: string;
      dismissed?: Review["dismissed"];
    } = {},
  ): void {
    this.reviewSerial += 1;
    const pull = this.show(this.stored(number));
    this.touched(number).reviews.push({
      id: this.reviewSerial,
      user,
      state,
      commit: commit === undefined ? pull.head : commit,
      submittedAt:
        submittedAt ?? new Date(Date.UTC(2026, 0, 31, 12) + this.reviewSerial * 1000).toISOString(),
      ...(dismissed === undefined ? {} : { dismissed }),
    });
  }

  setDraft(number: number, draft: boolean): void {
    this.touched(number).draft = draft;
  }

  retarget(number: number, base: string): void {
    this.stored(number).base = base;
  }

  comments(number: number): readonly string[] {
    return this.stored(number).comments;
  }

  get count(): number {
    return this.pulls.length;
  }

  private show(pull: StoredPull): PullRequest {
    this.follow(pull);
    return {
      number: pull.number,
      url: `https://github.com/acme/registry/pull/${pull.number}`,
      title: pull.title,
      body: pull.body,
      state: pull.closed ? "closed" : "open",
      merged: pull.merged,
      draft: pull.draft,
      author: pull.author,
      base: pull.base,
      headBranch: pull.branch,
      headInRepository: pull.inRepository,
      head: pull.head,
      labels: [...pull.labels.keys()],
      updatedAt: new Date(Date.UTC(2026, 0, 31) + pull.updated * 1000).toISOString(),
    };
  }

  // GitHub's rules: an open pull request follows its branch, is merged once the base contains its head, and is closed
  // when its branch is gone.
  private follow(pull: StoredPull): void {
    if (pull.closed) return;
    const branch = this.registry.refs.get(pull.branch);
    if (branch !== undefined && branch !== pull.head) {
      pull.head = branch;
      pull.updated = this.nextSerial();
    }
    const base = this.registry.refs.get(pull.base);
    pull.merged = base !== undefined && this.registry.contains(base, pull.head);
    pull.closed = pull.merged || branch === undefined;
    if (pull.closed) pull.updated = this.nextSerial();
  }

  private touched(number: number): StoredPull {
    const pull = this.stored(number);
    pull.updated = this.nextSerial();
    return pull;
  }

  private nextSerial(): number {
    this.serial += 1;
    return this.serial;
  }

  private stored(number: number): StoredPull {
    const pull = this.pulls[number - 1];
    if (pull === undefined) throw new PedigreeError("REMOTE_REFUSED", "no such pull request");
    return pull;
  }
}
