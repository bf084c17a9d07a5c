import { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import { type BareRepository, openRepository } from "./git/bare-repository.ts";
import { ApiError } from "./http/route.ts";
import type { Delivery, Repository } from "./state/entities.ts";
import { fullName, repositoryById } from "./state/find.ts";
import type { StateStore } from "./state/store.ts";
import { recordActivity } from "./webhooks/activity.ts";
import { emitPush } from "./webhooks/push.ts";
import { createWebhookQueue, type WebhookQueue } from "./webhooks/queue.ts";
import type { RefChange, WebhookEvent, World } from "./world.ts";

export interface LiveWorld extends World {
  readonly webhooks: WebhookQueue;
  /**
   * Runs something that moves refs by itself (`git receive-pack`) while nothing else moves refs of the repository,
   * then tells the listeners what moved.
   */
  watchRefs<T>(repository: Repository, actorId: number, run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface WorldParts {
  readonly folder: string;
  readonly baseUrl: string;
  readonly store: StateStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onWebhook: (event: string, action: string | null, body: unknown) => void;
  /** Sends webhooks. */
  readonly fetch?: typeof fetch;
  /** Opens a repository in place of its folder. */
  readonly openRepository?: ((folder: string) => BareRepository) | undefined;
}

type Listener = (change: RefChange) => Promise<void> | void;

export function createWorld({ folder, baseUrl, store, clock, onWebhook, ...parts }: WorldParts): LiveWorld {
  const repositories = createRepositories(parts.openRepository ?? openRepository);
  const listeners: Listener[] = [];
  const eventListeners: ((event: WebhookEvent) => void)[] = [];
  const lock = createLocks();
  const announce = createAnnouncer((change) => tellAll(world, listeners, change));
  const record = (delivery: Delivery): void => store.recordDelivery(delivery);
  const world: LiveWorld = {
    state: store.state,
    folder,
    baseUrl,
    now: () => new Date(clock()).toISOString().replace(/\.\d+Z$/, "Z"),
    nextId() {
      store.state.lastId += 1;
      return store.state.lastId;
    },
    save: () => store.save(),
    git: (repository) => repositories.open(gitFolder(world, repository)),
    emit(event) {
      world.webhooks.emit(event);
      for (const hear of eventListeners) hear(event);
    },
    onEvent: (listener) => void eventListeners.push(listener),
    redeliver: (delivery) => world.webhooks.redeliver(delivery),
    async moveRef({ repository, ref, expected, to, actorId }) {
      const change = { expected, to };
      const won = await lock(repository.id, () => world.git(repository).updateRef(ref, change));
      if (!won) throw new ApiError(422, "Reference update failed");
      await announce({ repository, ref, before: expected, after: to, actorId });
    },
    onRefMoved: (listener) => void listeners.push(listener),
    async watchRefs(repository, actorId, run) {
      const { result, changes } = await lock(repository.id, () => compareRefs(world, repository, run));
      for (const change of changes) await announce({ repository, actorId, ...change });
      return result;
    },
    idle: () => untilQuiet(announce, world.webhooks),
    async close() {
      await world.idle();
      await store.flush();
      repositories.close();
    },
    webhooks: createWebhookQueue({
      world: () => world,
      record,
      onWebhook,
      fetch: parts.fetch ?? fetch,
    }),
  };
  return world;
}

interface Busy {
  readonly count: () => number;
  readonly idle: () => Promise<void>;
}

/** What an App does when it is told may move refs, and so on: quiet is when neither waited for the other. */
async function untilQuiet(refs: Busy, webhooks: Busy): Promise<void> {
  for (let before = -1; before !== refs.count() + webhooks.count(); ) {
    before = refs.count() + webhooks.count();
    await refs.idle();
    await webhooks.idle();
  }
}

/** Each repository is opened once. */
function createRepositories(openFolder: (folder: string) => BareRepository) {
  const opened = new Map<string, BareRepository>();
  return {
    open(folder: string): BareRepository {
      const repository = opened.get(folder) ?? openFolder(folder);
      opened.set(folder, repository);
      return repository;
    },
    close(): void {
      for (const repository of opened.values()) repository.close();
    },
  };
}

/** `FOLDER/git/OWNER/NAME.git`. */
export function gitFolder(world: Pick<World, "folder" | "state">, repository: Repository): string {
  return path.join(world.folder, "git", `${fullName(world.state, repository)}.git`);
}

async function tellAll(world: World, listeners: readonly Listener[], change: RefChange): Promise<void> {
  const repository = repositoryById(world.state, change.repository.id);
  repository.pushedAt = world.now();
  await recordActivity(world, change);
  world.save();
  for (const listener of listeners) await listener(change);
  await emitPush(world, change);
}

async function compareRefs<T>(world: World, repository: Repository, run: () => Promise<T>) {
  const git = world.git(repository);
  const before = await git.refs("refs/");
  const result = await run();
  const after = await git.refs("refs/");
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = names
    .map((ref) => ({ ref, before: before.get(ref) ?? null, after: after.get(ref) ?? null }))
    .filter((change) => change.before !== change.after);
  return { result, changes };
}

/** One at a time per key; a failure does not stop whoever waits behind it. */
function createLocks(): <T>(key: number, run: () => Promise<T>) => Promise<T> {
  const tails = new Map<number, Promise<unknown>>();
  return (key, run) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(run, run);
    tails.set(key, turn);
    return turn;
  };
}

/**
 * Tells of one ref change after the other, in the order in which they happened. A listener may move refs itself: what
 * it causes is told at once, inside its own turn, for it would otherwise wait for itself.
 */
function createAnnouncer(tell: (change: RefChange) => Promise<void>) {
  const inside = new AsyncLocalStorage<true>();
  let tail: Promise<void> = Promise.resolve();
  let announced = 0;
  const announce = async (change: RefChange): Promise<void> => {
    announced += 1;
    if (inside.getStore() === true) return tell(change);
    const turn = tail.then(() => inside.run(true, () => tell(change)));
    tail = turn.catch(() => undefined);
    return turn;
  };
  return Object.assign(announce, { idle: () => tail, count: () => announced });
}
