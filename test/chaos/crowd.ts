import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { SqliteInbox } from "../../adapters/store/inbox.ts";
import { createSandbox, type Sandbox } from "../../sandbox/index.ts";
import { openPulls, type People, registryOf, send } from "./act.ts";
import { type AppProcess, startAppProcess } from "./app-process.ts";
import { type CrowdFindings, checkCrowd } from "./crowd-check.ts";
import { settleIn } from "./crowd-world.ts";
import { scratch } from "./template.ts";
import { trainIn } from "./training.ts";

export interface CrowdOptions {
  /** App processes on one inbox and one registry. */
  readonly processes: number;
  readonly models: number;
  /** Promotions of each model into a stage that one version holds. */
  readonly versions: number;
  /** A process is killed with SIGKILL after every so many requests, and started again; none for never. */
  readonly killEvery?: number;
  readonly onProgress?: (line: string) => void;
}

export interface CrowdReport extends CrowdFindings {
  readonly processes: number;
  readonly promotions: number;
  readonly requests: number;
  /** Times that a landing lost the branch to another one and began anew. */
  readonly lostRaces: number;
  readonly kills: number;
  readonly seconds: number;
}

/** Several processes of the App do everything at the same time; then it is looked at what came of it. */
export async function runCrowd(options: CrowdOptions): Promise<CrowdReport> {
  const folder = await scratch("crowd");
  const crowd = await Crowd.open(folder, options);
  try {
    return await crowd.run();
  } finally {
    await crowd.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rounds of the reconciler after which everything that is allowed must have landed. */
const MAX_ROUNDS = 5;
const QUIET_MS = 600;
const MAX_WAIT_MS = 30 * 60_000;

class Crowd {
  readonly #options: CrowdOptions;
  readonly #sandbox: Sandbox;
  readonly #people: People;
  readonly #env: Readonly<Record<string, string>>;
  readonly #inbox: SqliteInbox;
  readonly #traffic: Traffic;
  readonly #processes: AppProcess[] = [];
  #kills = 0;
  #killing: Promise<void> | undefined;

  static async open(folder: string, options: CrowdOptions): Promise<Crowd> {
    const traffic = new Traffic();
    const sandbox = await createSandbox({
      folder: join(folder, "github"),
      hourlyRequests: 10_000_000,
      judge: traffic,
      fetch: (input, init) => traffic.forward(input, init),
    });
    const inbox = join(folder, "inbox.sqlite");
    return new Crowd({ options, sandbox, traffic, inbox, ...(await settleIn(sandbox)) });
  }

  private constructor(parts: {
    readonly options: CrowdOptions;
    readonly sandbox: Sandbox;
    readonly traffic: Traffic;
    readonly inbox: string;
    readonly people: People;
    readonly env: Readonly<Record<string, string>>;
  }) {
    this.#options = parts.options;
    this.#sandbox = parts.sandbox;
    this.#people = parts.people;
    this.#traffic = parts.traffic;
    this.#inbox = new SqliteInbox(parts.inbox);
    this.#env = { ...parts.env, PEDIGREE_INBOX: parts.inbox };
  }

  async run(): Promise<CrowdReport> {
    const began = performance.now();
    const { processes, models, versions } = this.#options;
    for (let count = 0; count < processes; count++) await this.#start();
    await this.#settle("started");
    this.#traffic.onRequest = (number) => this.#maybeKill(number);
    const names = Array.from({ length: models }, (_, at) => `model-${at + 1}`);
    for (let count = 0; count < versions; count++) {
      for (const model of names) await trainIn(this.#sandbox, { tenant: "acme", model, auc: 0.9 });
    }
    await this.#settle("registered");
    const { pulls } = this.#sandbox.world.state;
    const homes = pulls.filter(({ headBranch }) => headBranch.startsWith("pedigree/register/"));
    await Promise.all(homes.map(({ number }) => this.#say("alice", number, "/promote production")));
    await this.#settle("asked");
    const open = openPulls(this.#sandbox, registryOf(this.#sandbox, "acme"));
    await Promise.all(open.map(({ number }) => this.#approve(number)));
    await this.#settle("approved");
    this.#traffic.onRequest = undefined;
    await this.#killing;
    for (let round = 0; round < MAX_ROUNDS && this.#isOpen(); round++) await this.#reconcile();
    return {
      processes,
      promotions: models * versions,
      requests: this.#traffic.requests,
      lostRaces: this.#traffic.lostRaces,
      kills: this.#kills,
      seconds: Math.round((performance.now() - began) / 100) / 10,
      ...(await checkCrowd(this.#sandbox, { models, versions })),
    };
  }

  async close(): Promise<void> {
    for (const each of this.#processes) await each.kill();
    await this.#inbox.close();
    await this.#sandbox.close();
  }

  async #start(): Promise<void> {
    const started = await startAppProcess(this.#env);
    this.#processes.push(started);
    this.#traffic.addresses = this.#processes.map(({ url }) => url);
  }

  /** A start begins with a pass of the reconciler. */
  async #reconcile(): Promise<void> {
    const oldest = this.#processes.shift();
    await oldest?.stop();
    await this.#start();
    await this.#settle("reconciled");
  }

  /** At the moment in which GitHub has performed a request: whoever sent it may never hear of that. */
  #maybeKill(number: number): void {
    const { killEvery } = this.#options;
    if (killEvery === undefined || number % killEvery !== 0 || this.#killing !== undefined) return;
    this.#kills += 1;
    this.#killing = this.#replace().finally(() => {
      this.#killing = undefined;
    });
  }

  async #replace(): Promise<void> {
    const oldest = this.#processes.shift();
    await oldest?.kill();
    await this.#start();
  }

  #isOpen(): boolean {
    return openPulls(this.#sandbox, registryOf(this.#sandbox, "acme")).length > 0;
  }

  async #say(who: string, issue: number, body: string): Promise<void> {
    await send(this.#people, who, `POST /repos/acme/registry/issues/${issue}/comments`, { body });
  }

  async #approve(pull: number): Promise<void> {
    await send(this.#people, "bob", `POST /repos/acme/registry/pulls/${pull}/reviews`, { event: "APPROVE" });
  }

  /** Nothing waits, nothing is sent, and nobody asks GitHub for anything any more. */
  async #settle(what: string): Promise<void> {
    const limit = performance.now() + MAX_WAIT_MS;
    for (let quietSince = performance.now(); performance.now() - quietSince < QUIET_MS; ) {
      const before = this.#traffic.requests;
      await this.#sandbox.world.idle();
      await delay(50);
      const { ready, delayed } = await this.#inbox.count();
      const busy = ready + delayed > 0 || this.#killing !== undefined;
      if (busy || this.#traffic.requests !== before) quietSince = performance.now();
      if (performance.now() > limit) throw new Error(`${what}: the Apps do not come to rest`);
    }
    this.#options.onProgress?.(`${what}: ${this.#traffic.requests} requests`);
  }
}

/** Everything that goes to and fro: webhooks to each process in turn, as a load balancer does it. */
class Traffic {
  requests = 0;
  lostRaces = 0;
  addresses: readonly string[] = [];
  onRequest: ((number: number) => void) | undefined;
  #turn = 0;

  judgeExchange({ request, response }: Seen): void {
    this.requests += 1;
    if (isLostRace({ request, response })) this.lostRaces += 1;
    this.onRequest?.(this.requests);
  }

  checkWebhook(): void {}

  async forward(_input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Promise<Response> {
    this.#turn += 1;
    const address = this.addresses[this.#turn % Math.max(1, this.addresses.length)];
    if (address === undefined) return new Response(null, { status: 503 });
    return await fetch(address, init);
  }
}

interface Seen {
  readonly request: { readonly method: string; readonly url: string };
  readonly response: { readonly status: number };
}

function isLostRace({ request, response }: Seen): boolean {
  return request.method === "PATCH" && request.url.includes("/git/refs/") && response.status === 422;
}
