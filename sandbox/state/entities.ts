import type { Deployment, Environment, Gate } from "./deployments.ts";

/**
 * What the sandbox remembers, as plain JSON-able data. Bytes live elsewhere: git objects in bare repositories,
 * artifact zips in files. Every id is unique over all kinds, as a plain counter.
 */
export type Level = "read" | "write" | "admin";
export type Permissions = Readonly<Record<string, Level>>;
export type Role = "admin" | "maintain" | "write" | "triage" | "read";

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization";
}

export interface Team {
  readonly id: number;
  readonly organization: string;
  readonly slug: string;
  readonly members: { readonly userId: number; readonly state: "active" | "pending" }[];
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly ownerId: number;
  readonly botId: number;
  /** PEM of the public key; the private key is the App's own. */
  readonly publicKey: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly webhook: { readonly url: string; readonly secret: string } | null;
}

export interface Installation {
  readonly id: number;
  readonly appId: number;
  readonly accountId: number;
  permissions: Permissions;
  /** `null`: every repository of the account. */
  repositoryIds: readonly number[] | null;
  /** When its account suspended it; its tokens then open nothing. */
  suspendedAt?: string | null;
}

/** A token and what it may do. Personal tokens act with their user's role. */
export type Token =
  | { readonly kind: "user"; readonly userId: number }
  | {
      readonly kind: "installation";
      readonly installationId: number;
      readonly appId: number;
      readonly actorId: number;
      readonly permissions: Permissions;
      readonly repositoryIds: readonly number[] | null;
      readonly expiresAt: string;
    };

export interface Repository {
  readonly id: number;
  readonly ownerId: number;
  name: string;
  readonly private: boolean;
  defaultBranch: string;
  readonly createdAt: string;
  pushedAt: string;
  /** Numbers of pull requests and issues share one counter. */
  lastNumber: number;
  readonly collaborators: Record<number, Role>;
  readonly teams: Record<number, Role>;
}

/** Rules for branches, in GitHub's own words where they are only passed on. */
export interface Ruleset {
  readonly id: number;
  readonly repositoryId: number;
  name: string;
  enforcement: "active" | "evaluate" | "disabled";
  include: readonly string[];
  exclude: readonly string[];
  rules: readonly {
    readonly type: string;
    readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  }[];
  bypassActors: readonly {
    readonly actor_type: "Integration" | "OrganizationAdmin" | "RepositoryRole" | "Team" | "DeployKey";
    readonly actor_id: number | null;
    readonly bypass_mode: "always" | "pull_request" | "exempt";
  }[];
  readonly createdAt: string;
  updatedAt: string;
}

export interface Label {
  readonly id: number;
  readonly repositoryId: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Pull {
  readonly id: number;
  readonly repositoryId: number;
  readonly number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  draft: boolean;
  locked: boolean;
  readonly authorId: number;
  readonly headBranch: string;
  /** Another repository for a pull request from a fork. */
  readonly headRepositoryId: number;
  base: string;
  headSha: string;
  baseSha: string;
  labelIds: number[];
  requestedReviewerIds: number[];
  requestedTeamIds?: number[];
  /** May those who can push to the base push to a fork's head branch. */
  maintainerCanModify?: boolean;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergedById: number | null;
  mergeCommitSha: string | null;
}

export interface Review {
  readonly id: number;
  readonly pullId: number;
  readonly userId: number;
  body: string;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  readonly commitSha: string;
  submittedAt: string;
}

export interface Comment {
  readonly id: number;
  readonly repositoryId: number;
  readonly issueNumber: number;
  readonly userId: number;
  readonly appId: number | null;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
}

/** Something that happened to an issue or pull request, as its timeline keeps it. */
export interface IssueEvent {
  readonly id: number;
  readonly repositoryId: number;
  readonly issueNumber: number;
  readonly event: "labeled" | "unlabeled" | "review_dismissed";
  readonly actorId: number;
  readonly label?: { readonly name: string; readonly color: string };
  readonly dismissed?: { readonly reviewId: number; readonly state: string; readonly message: string };
  readonly createdAt: string;
}

export interface CheckRun {
  readonly id: number;
  readonly repositoryId: number;
  readonly appId: number;
  name: string;
  readonly headSha: string;
  externalId: string;
  detailsUrl: string | null;
  status: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  annotations?: readonly Annotation[];
  /** Buttons; a press would send `check_run.requested_action`. */
  actions?: readonly CheckAction[];
}

/** A remark on lines of a file, as GitHub's API writes it. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title: string | null;
  readonly raw_details: string | null;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CommitStatus {
  readonly id: number;
  readonly repositoryId: number;
  readonly sha: string;
  readonly context: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creatorId: number;
  readonly createdAt: string;
}

/** A reaction on an issue comment. */
export interface Reaction {
  readonly id: number;
  readonly commentId: number;
  readonly userId: number;
  readonly content: string;
  readonly createdAt: string;
}

export interface WorkflowRun {
  readonly id: number;
  /** What `run-name` gave; without it the title is that of the commit. */
  readonly title?: string;
  readonly repositoryId: number;
  readonly headRepositoryId: number;
  readonly name: string;
  readonly path: string;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly actorId: number;
  readonly runNumber: number;
  runAttempt: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: "success" | "failure" | "cancelled" | null;
  readonly pullNumber: number | null;
  readonly createdAt: string;
  updatedAt: string;
}

/** One job of one attempt of a run. Its id is that of its check run, as on GitHub. */
export interface WorkflowJob {
  readonly id: number;
  readonly repositoryId: number;
  readonly runId: number;
  readonly runAttempt: number;
  readonly name: string;
  readonly labels: readonly string[];
  status: "queued" | "in_progress" | "completed";
  conclusion: "success" | "failure" | "cancelled" | "skipped" | null;
  readonly createdAt: string;
  startedAt: string;
  completedAt: string | null;
  steps: WorkflowStep[];
}

export interface WorkflowStep {
  readonly name: string;
  readonly number: number;
  readonly status: "completed";
  readonly conclusion: "success" | "failure" | "cancelled" | "skipped";
  readonly startedAt: string;
  readonly completedAt: string;
}

export interface Artifact {
  readonly id: number;
  readonly repositoryId: number;
  readonly runId: number;
  /** Names are unique within one attempt of a run; the first when absent. */
  readonly runAttempt?: number;
  readonly name: string;
  bytes: number;
  digest: string | null;
  finalized: boolean;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly appId: number;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly event: string;
  readonly action: string | null;
  readonly body: string;
  readonly deliveredAt: string;
  readonly status: number;
  readonly redelivery: boolean;
  readonly seconds: number;
}

/** A Sigstore bundle about files of a repository. */
export interface Attestation {
  readonly id: number;
  readonly repositoryId: number;
  readonly bundle: Readonly<Record<string, unknown>>;
  /** `sha256:HEX` of everything that it is about. */
  readonly subjects: readonly string[];
}

/** One move of a branch, as GitHub's activity log keeps it. */
export interface Activity {
  readonly id: number;
  readonly repositoryId: number;
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly actorId: number;
  readonly forced: boolean;
  readonly at: string;
}

export interface State {
  lastId: number;
  users: User[];
  teams: Team[];
  apps: App[];
  installations: Installation[];
  tokens: Record<string, Token>;
  repositories: Repository[];
  /** Left out in states written before rulesets were kept. */
  rulesets?: Ruleset[];
  labels: Label[];
  pulls: Pull[];
  reviews: Review[];
  comments: Comment[];
  issueEvents: IssueEvent[];
  checkRuns: CheckRun[];
  statuses: CommitStatus[];
  deployments: Deployment[];
  environments: Environment[];
  gates: Gate[];
  /** Left out in states written before reactions were kept. */
  reactions?: Reaction[];
  /** Commit → when GitHub signed it. Left out in states written before anything was signed. */
  signedCommits?: Record<string, string>;
  /** Left out in states written before attestations were kept. */
  attestations?: Attestation[];
  workflowRuns: WorkflowRun[];
  workflowJobs: WorkflowJob[];
  artifacts: Artifact[];
  /** Left out in states written before moves of branches were kept. */
  activities?: Activity[];
  deliveries: Delivery[];
}

export function emptyState(): State {
  return {
    lastId: 1000,
    users: [],
    teams: [],
    apps: [],
    installations: [],
    tokens: {},
    repositories: [],
    labels: [],
    pulls: [],
    reviews: [],
    comments: [],
    issueEvents: [],
    checkRuns: [],
    statuses: [],
    deployments: [],
    environments: [],
    gates: [],
    reactions: [],
    signedCommits: {},
    workflowRuns: [],
    workflowJobs: [],
    artifacts: [],
    activities: [],
    deliveries: [],
  };
}
