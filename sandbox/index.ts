import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { BareRepository } from "./git/bare-repository.ts";
import { createDirectFetch } from "./http/direct.ts";
import { createGitHandler } from "./http/git-backend.ts";
import { createRateLimiter, HOURLY_REQUESTS } from "./http/rate-limit.ts";
import { createRouter } from "./http/router.ts";
import { createListener, type Exchange } from "./http/server.ts";
import { createWorld } from "./live-world.ts";
import { followers, rawHandlers, routes } from "./routes/index.ts";
import { createSeeding, type Seeding } from "./seed.ts";
import { openStateStore } from "./state/store.ts";
import type { World } from "./world.ts";

export interface SandboxOptions {
  /** Holds everything; a folder that was used before is continued. */
  readonly folder: string;
  /** 0 or left out: any free one. */
  readonly port?: number;
  /** Milliseconds since 1970, for tests of expiry. */
  readonly clock?: () => number;
  /** Requests an hour for each token, 5,000 as on GitHub unless given. */
  readonly hourlyRequests?: number;
  /** Sees every exchange of the REST interface and every webhook body. */
  readonly judge?: Observer;
  /** Every webhook goes out through it; tests give one that loses and repeats them. */
  readonly fetch?: typeof fetch;
  /** Opens a repository in place of its folder. */
  readonly openRepository?: (folder: string) => BareRepository;
  /** False: nothing of the state is written, and what happened is forgotten with the sandbox. */
  readonly keepsState?: boolean;
}

export interface Observer {
  judgeExchange(exchange: Exchange): unknown;
  checkWebhook(event: string, action: string | null, body: unknown): unknown;
}

/** A running stand-in for GitHub: real bare git repositories behind GitHub's REST interface and webhooks. */
export interface Sandbox extends Seeding {
  readonly baseUrl: string;
  readonly world: World;
  /** Requests to the REST interface that never leave the process. */
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const folder = path.resolve(options.folder);
  const store = await openStateStore(folder, options.keepsState);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const baseUrl = `http://127.0.0.1:${portOf(server.address())}`;
  const world = createWorld({
    folder,
    baseUrl,
    store,
    clock: options.clock ?? Date.now,
    onWebhook: (event, action, body) => options.judge?.checkWebhook(event, action, body),
    fetch: options.fetch ?? fetch,
    openRepository: options.openRepository,
  });
  for (const follow of followers) follow(world);
  const parts = {
    world,
    router: createRouter(routes),
    rawHandlers: [createGitHandler(world), ...rawHandlers],
    limiter: createRateLimiter(options.hourlyRequests ?? HOURLY_REQUESTS),
    onExchange: (exchange: Exchange) => options.judge?.judgeExchange(exchange),
  };
  server.on("request", createListener(parts));
  return {
    baseUrl,
    world,
    fetch: createDirectFetch(parts),
    ...createSeeding(world),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await world.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}
