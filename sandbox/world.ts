import type { GitRepository } from "./git/repository.ts";
import type { Delivery, Repository, State } from "./state/entities.ts";

/** A webhook to be sent to every App that is installed on the repository, subscribed and permitted. */
export interface WebhookEvent {
  readonly event: string;
  readonly action?: string;
  readonly repositoryId: number;
  readonly senderId: number;
  /** The event's own fields; `repository`, `organization`, `installation` and `sender` are added on sending. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Only to this App, whether it subscribes or not, as GitHub sends `check_run.rerequested` to the check's owner. */
  readonly onlyAppId?: number;
}

/** A ref that moved, by REST or by `git push`: `before` or `after` is null when it was created or deleted. */
export interface RefChange {
  readonly repository: Repository;
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly actorId: number;
}

/**
 * What every route of the sandbox may use. Routes change `state` and call `save`; they move refs only through
 * `moveRef`, the one place where a ref change becomes webhooks and moves pull requests along.
 */
export interface World {
  readonly state: State;
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly baseUrl: string;
  /** The folder that holds everything: `state.json`, `git/OWNER/NAME.git`, `artifacts/`. */
  readonly folder: string;
  now(): string;
  nextId(): number;
  /** Writes the state to disk soon; at the latest before the server closes. */
  save(): void;
  git(repository: Repository): GitRepository;
  /** Queues a webhook; deliveries to one App keep their order. */
  emit(event: WebhookEvent): void;
  /** Hears every event of a repository when it is emitted, whether or not an App is subscribed to it. */
  onEvent(listener: (event: WebhookEvent) => void): void;
  /** Sends a delivery again, under a new id. */
  redeliver(delivery: Delivery): void;
  /**
   * Compare-and-swap of a ref (`expected` null: must be absent). Raises ApiError 422 when it lost. Then tells every
   * listener in order: pull requests first, `push` webhook last.
   */
  moveRef(change: {
    repository: Repository;
    ref: string;
    expected: string | null;
    to: string | null;
    actorId: number;
  }): Promise<void>;
  onRefMoved(listener: (change: RefChange) => Promise<void> | void): void;
  /** Resolves when every queued webhook was delivered and every listener ran. */
  idle(): Promise<void>;
}
