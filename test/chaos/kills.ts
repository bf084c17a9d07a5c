import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { SqliteInbox } from "../../adapters/store/inbox.ts";
import { createSandbox, type Sandbox } from "../../sandbox/index.ts";
import type { Pull } from "../../sandbox/state/entities.ts";
import { openPulls, type People, registryOf, send } from "./act.ts";
import { type AppProcess, startAppProcess } from "./app-process.ts";
import { type CrowdFindings, checkCrowd } from "./crowd-check.ts";
import { settleIn } from "./crowd-world.ts";
import { KillingProxy } from "./killing-proxy.ts";
import { scratch } from "./template.ts";
import { trainIn } from "./training.ts";

export interface KillsOptions {
  readonly kills: number;
  /** Request of a landing at which the first kill happens; those after it happen each one request later. */
  readonly seed: number;
  readonly onProgress?: (line: string) => void;
}

export interface KillsReport extends Omit<CrowdFindings, "events"> {
  /** Times that the process was killed; where a landing had fewer requests than that, it was not. */
  readonly kills: number;
  readonly promotions: number;
  readonly seconds: number;
}

/** About as many requests as a landing has from the approval on. */
const LANDING_REQUESTS = 40;
/** Versions of a model that displace one another. */
const VERSIONS = 5;
const QUIET_MS = 600;
const MAX_WAIT_MS = 10 * 60_000;

/** The real App gets SIGKILL in the middle of landings, each time one request later, and is started again. */
export async function runKills({ kills, seed, onProgress }: KillsOptions): Promise<KillsReport> {
  const began = performance.now();
  const models = Math.ceil(kills / VERSIONS);
  const folder = await scratch("kills");
  const range = await Range.open(folder);
  try {
    await range.prepare(models);
    let done = 0;
    let index = 0;
    // One model after the other, for each start of the App judges whatever is open.
    for (let model = 1; model <= models; model++) {
      for (const pull of await range.ask(`model-${model}`)) {
        const at = 1 + ((seed - 1 + index) % LANDING_REQUESTS);
        const when = (seed + index) % 2 === 0 ? "before" : "after";
        if (index >= kills) await range.land(pull);
        else if (await range.landAcross(pull, { at, when })) done += 1;
        onProgress?.(`${pull.title}: ${when} request ${at}, ${done} kills`);
        index += 1;
      }
    }
    await range.settle();
    const { events: _, ...findings } = await checkCrowd(range.sandbox, { models, versions: VERSIONS });
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { kills: done, promotions: models * VERSIONS, seconds, ...findings };
  } finally {
    await range.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Parts {
  readonly sandbox: Sandbox;
  readonly people: People;
  readonly env: Readonly<Record<string, string>>;
  readonly proxy: KillingProxy;
  readonly inbox: string;
  readonly address: { url: string | undefined };
}

/** A GitHub, one process of the App, and what stands between them. */
class Range {
  readonly #parts: Parts;
  readonly #inbox: SqliteInbox;
  #process: AppProcess | undefined;

  static async open(folder: string): Promise<Range> {
    const address: Parts["address"] = { url: undefined };
    const sandbox = await createSandbox({
      folder: join(folder, "github"),
      hourlyRequests: 10_000_000,
      fetch: async (_input, init) =>
        address.url === undefined ? new Response(null, { status: 503 }) : await fetch(address.url, init),
    });
    const proxy = await KillingProxy.open(sandbox.baseUrl);
    const inbox = join(folder, "inbox.sqlite");
    return new Range({ sandbox, proxy, inbox, address, ...(await settleIn(sandbox)) });
  }

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#inbox = new SqliteInbox(parts.inbox);
  }

  get sandbox(): Sandbox {
    return this.#parts.sandbox;
  }

  /** Registered versions. */
  async prepare(models: number): Promise<void> {
    await this.#start();
    for (let version = 1; version <= VERSIONS; version++) {
      for (let model = 1; model <= models; model++) {
        await trainIn(this.sandbox, { tenant: "acme", model: `model-${model}`, auc: 0.9 });
      }
    }
    await this.settle();
  }

  /** All versions of a model ask for production. */
  async ask(model: string): Promise<readonly Pull[]> {
    const homes = this.sandbox.world.state.pulls.filter(({ headBranch }) =>
      headBranch.startsWith(`pedigree/register/${model}/`),
    );
    for (const { number } of homes) {
      await this.#say("alice", `issues/${number}/comments`, { body: "/promote production" });
    }
    await this.settle();
    return openPulls(this.sandbox, registryOf(this.sandbox, "acme"));
  }

  async land(pull: Pull): Promise<void> {
    await this.#say("bob", `pulls/${pull.number}/reviews`, { event: "APPROVE" });
    await this.#quiet(() => pull.state === "closed");
  }

  /** Whether the process was killed on the way; either way the request has landed afterwards. */
  async landAcross(pull: Pull, shot: { at: number; when: "before" | "after" }): Promise<boolean> {
    let isKilled = false;
    const kill = async () => {
      this.#parts.address.url = undefined;
      await this.#process?.kill();
      isKilled = true;
    };
    this.#parts.proxy.arm({ ...shot, kill });
    await this.#say("bob", `pulls/${pull.number}/reviews`, { event: "APPROVE" });
    await this.#quiet(() => isKilled || pull.state === "closed");
    this.#parts.proxy.disarm();
    if (isKilled) await this.#start();
    // What the dead process had taken out of the inbox comes back a minute later, in the middle of another landing.
    await this.#quiet(() => pull.state === "closed");
    return isKilled;
  }

  /** Nothing waits any more. */
  async settle(): Promise<void> {
    await this.#quiet(async () => {
      const { ready, delayed } = await this.#inbox.count();
      return ready + delayed === 0;
    });
  }

  /** It is so, and for a while nobody has asked GitHub for anything. */
  async #quiet(isDone: () => boolean | Promise<boolean>): Promise<void> {
    const { proxy, sandbox } = this.#parts;
    const limit = performance.now() + MAX_WAIT_MS;
    for (let since = performance.now(); performance.now() - since < QUIET_MS; ) {
      const before = proxy.requests;
      await sandbox.world.idle();
      await delay(50);
      if (!(await isDone()) || proxy.requests !== before) since = performance.now();
      if (performance.now() > limit) throw new Error("the App does not come to rest");
    }
  }

  async close(): Promise<void> {
    await this.#process?.kill();
    await this.#inbox.close();
    await this.#parts.proxy.close();
    await this.sandbox.close();
  }

  async #start(): Promise<void> {
    const { env, inbox, proxy, address } = this.#parts;
    this.#process = await startAppProcess({ ...env, PEDIGREE_INBOX: inbox, GITHUB_API_URL: proxy.url });
    address.url = this.#process.url;
  }

  async #say(who: string, path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    await send(this.#parts.people, who, `POST /repos/acme/registry/${path}`, body);
  }
}
