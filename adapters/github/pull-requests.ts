import { PedigreeError } from "../../core/errors.ts";
import { blobShaSchema, type CommitSha, commitShaSchema } from "../../core/names.ts";
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
import type { Question } from "../../core/registry/answer-mark.ts";
import { toAccountOrNull } from "./accounts.ts";
import { hasAnswer } from "./answers.ts";
import { type GitHubApi, type GitHubClient, type Listing, ONCE, ownerAndRepo } from "./api.ts";
import { withDismissals } from "./dismissals.ts";
import { statusOf } from "./errors.ts";
import { listPushes } from "./pusher.ts";
import type { RegistryPlace } from "./registry-repository.ts";

/** GitHub lists at most 250 commits and 3,000 files of a pull request, and does not say when it stopped. */
const MAX_COMMITS = 250;
const MAX_FILES = 3_000;
const MAX_REVIEWS = 2_000;
const MAX_OPEN = 5_000;
/** As many pull requests as one registry can have in its whole life before the reconciler gives up on it. */
const MAX_ALL = 50_000;
const MAX_LABELS = 2_000;
const MAX_EVENTS = 2_000;

type Rest = GitHubClient["rest"];
type PullDto = Awaited<ReturnType<Rest["pulls"]["get"]>>["data"];
type ListedPullDto = Awaited<ReturnType<Rest["pulls"]["list"]>>["data"][number];
type ReviewDto = Awaited<ReturnType<Rest["pulls"]["listReviews"]>>["data"][number];

/** Pull requests of one registry repository into its registry branch. */
export class GitHubPullRequests implements PullRequests {
  readonly #api: GitHubApi;
  readonly #place: RegistryPlace;
  readonly #at: { owner: string; repo: string };
  /** What GitHub counted when the pull request was read last, to compare the lists with. */
  readonly #counts = new Map<number, { files: number; commits: number }>();
  readonly #appId: number;

  constructor(api: GitHubApi, place: RegistryPlace, appId: number) {
    this.#api = api;
    this.#appId = appId;
    this.#place = place;
    this.#at = ownerAndRepo(place.fullName);
  }

  async get(number: number): Promise<PullRequest> {
    const dto = await this.#api.read(this.#name(number), (rest) =>
      rest.pulls.get({ ...this.#at, pull_number: number }),
    );
    this.#counts.set(number, { files: dto.changed_files, commits: dto.commits });
    return toPull(dto);
  }

  async open(): Promise<readonly PullRequest[]> {
    const { items, complete } = await this.#api.list(
      `open pull requests of ${this.#place.fullName}`,
      MAX_OPEN,
      (rest, page) => rest.pulls.list({ ...this.#at, state: "open", base: this.#place.branch, ...page }),
    );
    if (!complete) {
      throw new PedigreeError(
        "REMOTE_INCOMPLETE",
        "there are more open pull requests than can be looked at",
        {
          subject: this.#place.fullName,
          expected: `at most ${MAX_OPEN}`,
          remedy: "close those that are not needed",
        },
      );
    }
    return items.map(toPull);
  }

  /** By their last change, the newest first: the list is read only as far as there is news. */
  async changedSince(moment: string | undefined): Promise<readonly PullRequest[]> {
    const since = moment === undefined ? Number.NEGATIVE_INFINITY : Date.parse(moment);
    const isNews = (pull: { updated_at: string }) => Date.parse(pull.updated_at) >= since;
    const { items, complete } = await this.#api.list(
      `changed pull requests of ${this.#place.fullName}`,
      MAX_ALL,
      async (rest, page) => {
        const wanted = { state: "all", sort: "updated", direction: "desc" } as const;
        const { data } = await rest.pulls.list({ ...this.#at, base: this.#place.branch, ...wanted, ...page });
        return { data: data.filter(isNews) };
      },
    );
    if (complete) return items.map(toPull);
    throw new PedigreeError("REMOTE_INCOMPLETE", "there are more pull requests than can be looked at", {
      subject: this.#place.fullName,
      expected: `at most ${MAX_ALL}`,
    });
  }

  async labels(): Promise<readonly RepositoryLabel[]> {
    const { items, complete } = await this.#api.list(
      `labels of ${this.#place.fullName}`,
      MAX_LABELS,
      (rest, page) => rest.issues.listLabelsForRepo({ ...this.#at, ...page }),
    );
    if (complete) return items.map(({ id, name }) => ({ id, name }));
    throw new PedigreeError("REMOTE_INCOMPLETE", "there are more labels than can be looked at", {
      subject: this.#place.fullName,
      expected: `at most ${MAX_LABELS}`,
    });
  }

  async findByBranch(branch: string): Promise<PullRequest | undefined> {
    const found = await this.#api.read(`pull request of branch ${branch}`, (rest) =>
      rest.pulls.list({
        ...this.#at,
        state: "all",
        head: `${this.#at.owner}:${branch}`,
        sort: "created",
        direction: "desc",
        per_page: 10,
      }),
    );
    return found.map(toPull).find((pull) => pull.headInRepository && pull.headBranch === branch);
  }

  async create({ title, body, head }: NewPullRequest): Promise<PullRequest> {
    const dto = await this.#api.write(`new pull request of ${head} in ${this.#place.fullName}`, (rest) =>
      rest.pulls.create({ ...this.#at, title, body, head, base: this.#place.branch, request: ONCE }),
    );
    return toPull(dto);
  }

  async updateText(number: number, { title, body }: Pick<NewPullRequest, "title" | "body">): Promise<void> {
    await this.#api.write(this.#name(number), (rest) =>
      rest.pulls.update({ ...this.#at, pull_number: number, title, body, request: ONCE }),
    );
  }

  async close(number: number): Promise<{ readonly merged: boolean }> {
    const { merged } = await this.#api.write(this.#name(number), (rest) =>
      rest.pulls.update({ ...this.#at, pull_number: number, state: "closed", request: ONCE }),
    );
    return { merged };
  }

  async files(number: number): Promise<Known<readonly PullFile[]>> {
    const listing = await this.#api.list(`files of ${this.#name(number)}`, MAX_FILES, (rest, page) =>
      rest.pulls.listFiles({ ...this.#at, pull_number: number, ...page }),
    );
    return whole(
      listing,
      { limit: MAX_FILES, counted: this.#counts.get(number)?.files, what: "files" },
      (file) => ({
        path: file.filename,
        status: file.status,
        previousPath: file.previous_filename ?? null,
        blob: file.sha === null ? null : blobShaSchema.parse(file.sha),
      }),
    );
  }

  async commits(number: number): Promise<Known<readonly CommitPeople[]>> {
    const listing = await this.#api.list(`commits of ${this.#name(number)}`, MAX_COMMITS, (rest, page) =>
      rest.pulls.listCommits({ ...this.#at, pull_number: number, ...page }),
    );
    const counted = this.#counts.get(number)?.commits;
    return whole(listing, { limit: MAX_COMMITS, counted, what: "commits" }, (dto) => ({
      commit: commitShaSchema.parse(dto.sha),
      author: toAccountOrNull(dto.author),
      committer: toAccountOrNull(dto.committer),
      coAuthors: parseCoAuthors(dto.commit.message),
    }));
  }

  async hasUnlistedCommits(number: number): Promise<boolean> {
    await this.get(number);
    return (this.#counts.get(number)?.commits ?? 0) >= MAX_COMMITS;
  }

  async reviews(number: number): Promise<Known<readonly Review[]>> {
    const listing = await this.#api.list(`reviews of ${this.#name(number)}`, MAX_REVIEWS, (rest, page) =>
      rest.pulls.listReviews({ ...this.#at, pull_number: number, ...page }),
    );
    if (!listing.complete) return { known: false, reason: `there are more than ${MAX_REVIEWS} reviews` };
    const reviews = listing.items.flatMap(toReview);
    if (reviews.every(({ state }) => state !== "dismissed")) return { known: true, value: reviews };
    return withDismissals(reviews, await this.#events(number));
  }

  #events(number: number) {
    return this.#api.list(`events of ${this.#name(number)}`, MAX_EVENTS, (rest, page) =>
      rest.issues.listEvents({ ...this.#at, issue_number: number, ...page }),
    );
  }

  pushes(branch: string): Promise<Known<readonly Push[]>> {
    return listPushes(this.#api, this.#place.fullName, branch);
  }

  async addLabel(number: number, label: string): Promise<void> {
    await this.#api.write(`label ${label} on ${this.#name(number)}`, (rest) =>
      rest.issues.addLabels({ ...this.#at, issue_number: number, labels: [label], request: ONCE }),
    );
  }

  async removeLabel(number: number, label: string): Promise<void> {
    try {
      await this.#api.write(`label ${label} on ${this.#name(number)}`, (rest) =>
        rest.issues.removeLabel({ ...this.#at, issue_number: number, name: label, request: ONCE }),
      );
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }

  async labelling(number: number, label: string): Promise<Labelling | null> {
    try {
      const listing = await this.#events(number);
      if (!listing.complete) return null;
      const wanted = label.toLowerCase();
      const last = listing.items.findLast(
        (event) =>
          event.event === "labeled" && "label" in event && event.label.name?.toLowerCase() === wanted,
      );
      if (last === undefined) return null;
      return { event: last.id, by: toAccountOrNull(last.actor), at: last.created_at };
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  async comment(number: number, body: string): Promise<string> {
    const dto = await this.#api.write(`new comment on ${this.#name(number)}`, (rest) =>
      rest.issues.createComment({ ...this.#at, issue_number: number, body, request: ONCE }),
    );
    return dto.html_url;
  }

  isAnswered(number: number, question: Question): Promise<boolean> {
    const { fullName } = this.#place;
    return hasAnswer(this.#api, { fullName, appId: this.#appId, pull: number }, question);
  }

  #name(number: number): string {
    return `pull request ${this.#place.fullName}#${number}`;
  }
}

/**
 * A list that GitHub cuts without saying so is known only below the limit, and only when it holds as many items
 * as GitHub itself counted.
 */
function whole<T, R>(
  { items, complete }: Listing<T>,
  { limit, counted, what }: { limit: number; counted: number | undefined; what: string },
  convert: (item: T) => R,
): Known<readonly R[]> {
  if (!complete || items.length >= limit) {
    return { known: false, reason: `GitHub lists no more than ${limit} ${what} of a pull request` };
  }
  if (counted !== undefined && counted !== items.length) {
    return { known: false, reason: `GitHub counts ${counted} ${what} but listed ${items.length}` };
  }
  return { known: true, value: items.map(convert) };
}

function toPull(dto: PullDto | ListedPullDto): PullRequest {
  return {
    number: dto.number,
    url: dto.html_url,
    title: dto.title,
    body: dto.body ?? "",
    state: dto.state === "open" ? "open" : "closed",
    // Lists do not hold `merged`, but only a merged pull request has a moment of merging.
    merged: dto.merged_at !== null,
    draft: dto.draft ?? false,
    author: toAccountOrNull(dto.user),
    base: dto.base.ref,
    headBranch: dto.head.ref,
    headInRepository: isSameRepository(dto.head.repo, dto.base.repo),
    head: commitShaSchema.parse(dto.head.sha),
    labels: dto.labels.flatMap((label) => (label.name === undefined ? [] : [label.name])),
    updatedAt: dto.updated_at,
  };
}

/** A deleted fork leaves no repository behind: that is not this repository. */
function isSameRepository(head: { id: number } | null | undefined, base: { id: number }): boolean {
  return head?.id === base.id;
}

const REVIEW_STATES: Readonly<Record<string, Review["state"]>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes_requested",
  COMMENTED: "commented",
  DISMISSED: "dismissed",
};

/** A pending review is nobody's opinion yet. */
function toReview(dto: ReviewDto): Review[] {
  const state = REVIEW_STATES[dto.state.toUpperCase()];
  if (state === undefined || dto.submitted_at === undefined) return [];
  return [
    {
      id: dto.id,
      user: toAccountOrNull(dto.user),
      state,
      commit: toCommit(dto.commit_id),
      submittedAt: dto.submitted_at,
    },
  ];
}

function toCommit(sha: string | null): CommitSha | null {
  return sha === null ? null : commitShaSchema.parse(sha);
}
