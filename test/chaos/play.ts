import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Judge } from "../../sandbox/contract/index.ts";
import { createSandbox, type Sandbox } from "../../sandbox/index.ts";
import { WEBHOOK_SECRET } from "../support/github.ts";
import { act, registryOf } from "./act.ts";
import type { Asked, Evidence, GreenCheck, Landing, Violation } from "./evidence.ts";
import { startFastClock } from "./fast-time.ts";
import { type Exchange, FaultyFetch } from "./faulty-fetch.ts";
import { INVARIANTS } from "./invariants.ts";
import { Machine } from "./machine.ts";
import { Postman } from "./postman.ts";
import type { Action, Scenario, Tenant } from "./scenario.ts";
import { scratch, type Template } from "./template.ts";
import { Chronicle } from "./truth.ts";

const TENANTS: readonly Tenant[] = ["acme", "globex"];

export interface PlayOptions {
  readonly template: Template;
  readonly judge?: Judge;
  /** Stands between the App and GitHub and lies to the App: a planted defect. */
  readonly plant?: (perform: typeof fetch) => typeof fetch;
}

export interface Outcome {
  readonly violations: readonly Violation[];
  readonly requests: number;
  readonly webhooks: number;
  readonly kills: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly actions: Readonly<Record<string, number>>;
  readonly landings: number;
  readonly decisions: number;
  readonly refused: number;
  readonly lines: readonly string[];
}

/** Plays a scenario from its beginning to the end, and says which promises were broken. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Outcome> {
  const folder = await scratch("run");
  const run = new Run(scenario, options, folder);
  try {
    return await run.play();
  } finally {
    await run.close();
    await rm(folder, { recursive: true, force: true });
  }
}

class Run {
  readonly #scenario: Scenario;
  readonly #options: PlayOptions;
  readonly #folder: string;
  readonly #exchanges: Exchange[] = [];
  readonly #landings: Landing[] = [];
  readonly #greens: GreenCheck[] = [];
  readonly #asked: Asked[] = [];
  readonly #lines: string[] = [];
  readonly #actions: Record<string, number> = {};
  #sandbox: Sandbox | undefined;
  #machine: Machine | undefined;

  constructor(scenario: Scenario, options: PlayOptions, folder: string) {
    this.#scenario = scenario;
    this.#options = options;
    this.#folder = folder;
  }

  async play(): Promise<Outcome> {
    const { template, judge, plant } = this.#options;
    await cp(template.folder, join(this.#folder, "github"), { recursive: true });
    const postman = new Postman(this.#scenario.mail, () => machine.address);
    const sandbox = await createSandbox({
      folder: join(this.#folder, "github"),
      hourlyRequests: 1_000_000,
      fetch: postman.fetch,
      ...(judge === undefined ? {} : { judge }),
    });
    this.#sandbox = sandbox;
    const chronicle = new Chronicle(sandbox, template.appId);
    const origins = await originsOf(sandbox);
    this.#watch(sandbox, chronicle);
    const faulty = new FaultyFetch({
      faults: this.#scenario.faults,
      perform: plant === undefined ? fetch : plant(fetch),
      truth: () => chronicle.now,
      sleep: (milliseconds) => delay(milliseconds / 50),
      onExchange: (exchange) => this.#note(exchange, chronicle),
      onKill: () => machine.kill(),
    });
    const machine = new Machine({
      config: {
        appId: template.appId,
        privateKey: template.privateKey,
        webhookSecrets: [WEBHOOK_SECRET],
        port: 0,
        inbox: join(this.#folder, "inbox.sqlite"),
        githubUrl: sandbox.baseUrl,
        registries: TENANTS.map((tenant) => `${tenant}/registry`),
        reconcileSeconds: 86_400,
        logLevel: "fatal",
      },
      fetch: faulty.fetch,
      log: (line) => this.#lines.push(line),
      now: startFastClock(),
    });
    this.#machine = machine;
    await machine.start();
    const quiet = () => settle(sandbox, postman, machine, faulty);
    for (const { wait, action } of this.#scenario.steps) {
      if (wait === null) await quiet();
      else await pass(faulty, wait);
      await this.#perform(action, { sandbox, postman, machine, chronicle });
    }
    postman.heal();
    faulty.heal();
    await quiet();
    await drain(machine, quiet);
    await machine.reconcile();
    await quiet();
    const before = this.#exchanges.length;
    await machine.reconcile();
    await quiet();
    const restless = this.#exchanges
      .slice(before)
      .filter(isWrite)
      .map(({ method, path }) => `${method} ${path}`);
    const evidence: Evidence = {
      scenario: this.#scenario,
      template,
      sandbox,
      chronicle,
      exchanges: this.#exchanges,
      landings: this.#landings,
      greens: this.#greens,
      asked: this.#asked,
      lines: this.#lines,
      origins,
      restless,
    };
    const violations: Violation[] = [];
    for (const invariant of INVARIANTS) violations.push(...(await invariant(evidence)));
    if (judge !== undefined)
      violations.push(...judge.violations.map((found) => `judge ${JSON.stringify(found)}`));
    return {
      violations,
      requests: faulty.count,
      webhooks: postman.sent.length,
      kills: machine.kills,
      faults: { ...faulty.counts, ...prefixed("webhook-", postman.counts) },
      actions: this.#actions,
      landings: this.#landings.length,
      decisions: this.#exchanges.filter(
        ({ method, path }) => method !== "GET" && path.includes("/check-runs"),
      ).length,
      refused: this.#lines.filter((line) => /refused/.test(line)).length,
      lines: this.#lines,
    };
  }

  async close(): Promise<void> {
    await this.#machine?.stop();
    await this.#sandbox?.close();
  }

  async #perform(action: Action, parts: ActParts): Promise<void> {
    this.#actions[action.kind] = (this.#actions[action.kind] ?? 0) + 1;
    const { sandbox, postman, machine, chronicle } = parts;
    switch (action.kind) {
      case "reconcile":
        void machine.reconcile();
        return;
      case "restart":
        return await machine.restart();
      case "replay":
        return replay(postman, action);
      default:
        this.#remember(action);
        await act({ sandbox, tokens: this.#options.template.tokens }, action);
        chronicle.write();
    }
  }

  #remember(action: Action): void {
    if (action.kind === "ask") {
      const { who, tenant, version, stage } = action;
      this.#asked.push({ who, tenant, version, kind: action.by, words: `/promote ${stage}` });
    } else if (action.kind === "say") {
      const { who, tenant, version, words } = action;
      this.#asked.push({ who, tenant, version, kind: "comment", words });
    } else if (action.kind === "say-on-move") {
      const { who, tenant, words } = action;
      this.#asked.push({ who, tenant, version: "", kind: "comment", words });
    }
  }

  /** Sees the registry branches move, whoever moves them. */
  #watch(sandbox: Sandbox, chronicle: Chronicle): void {
    const bot = sandbox.world.state.users.find(({ login }) => login === "pedigree[bot]");
    const registries = new Map(TENANTS.map((tenant) => [registryOf(sandbox, tenant).id, tenant]));
    sandbox.world.onRefMoved(({ repository, ref, before, after, actorId }) => {
      const tenant = registries.get(repository.id);
      if (tenant === undefined || ref !== "refs/heads/main" || actorId !== bot?.id) return;
      if (before === null || after === null) return;
      this.#landings.push({ tenant, before, after, truths: this.#window(chronicle, tenant) });
    });
  }

  #note(exchange: Exchange, chronicle: Chronicle): void {
    this.#exchanges.push(exchange);
    if (!isWrite(exchange) || !exchange.path.includes("/check-runs") || exchange.status >= 300) return;
    const run: { conclusion?: string; head_sha?: string } = JSON.parse(exchange.answer);
    if (run.conclusion !== "success" || run.head_sha === undefined) return;
    const tenant = exchange.path.startsWith("/repos/globex/") ? "globex" : "acme";
    this.#greens.push({ tenant, head: run.head_sha, truths: this.#window(chronicle, tenant) });
  }

  /** What is landed or shown now was read since the pull request was last opened. */
  #window(chronicle: Chronicle, tenant: Tenant): { from: number; to: number } {
    const pull = new RegExp(`^/repos/${tenant}/registry/pulls/\\d+$`);
    const start = this.#exchanges.findLastIndex(({ method, path }) => method === "GET" && pull.test(path));
    const truths = this.#exchanges.slice(Math.max(0, start)).map(({ truth }) => truth);
    return { from: Math.min(chronicle.now, ...truths), to: chronicle.now + 1 };
  }
}

interface ActParts {
  readonly sandbox: Sandbox;
  readonly postman: Postman;
  readonly machine: Machine;
  readonly chronicle: Chronicle;
}

function isWrite({ method }: Exchange): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** An old webhook comes again, under another event's name: the signature does not cover it. */
function replay(postman: Postman, { event, pick, newId }: Extract<Action, { kind: "replay" }>): void {
  const letter = postman.sent[pick % Math.max(1, postman.sent.length)];
  if (letter === undefined) return;
  const id = newId ? { "x-github-delivery": `${letter.headers["x-github-delivery"]?.slice(0, -4)}0000` } : {};
  postman.deliver({ body: letter.body, headers: { ...letter.headers, "x-github-event": event, ...id } });
}

async function originsOf(sandbox: Sandbox): Promise<Record<Tenant, string>> {
  const tipOf = async (tenant: Tenant) =>
    (await sandbox.world.git(registryOf(sandbox, tenant)).ref("refs/heads/main")) ?? "";
  return { acme: await tipOf("acme"), globex: await tipOf("globex") };
}

/** Until the App has sent so many more requests, or sends none. */
async function pass(faulty: FaultyFetch, requests: number): Promise<void> {
  const until = faulty.count + requests;
  let idle = 0;
  for (let before = faulty.count; faulty.count < until && idle < 4; before = faulty.count) {
    await delay(2);
    idle = faulty.count === before ? idle + 1 : 0;
  }
}

const MAX_SETTLE_MS = 60_000;

async function settle(
  sandbox: Sandbox,
  postman: Postman,
  machine: Machine,
  faulty: FaultyFetch,
): Promise<void> {
  const limit = performance.now() + MAX_SETTLE_MS;
  for (let quiet = 0; quiet < 2; ) {
    const before = faulty.count;
    await sandbox.world.idle();
    const still = postman.isIdle && (await machine.isIdle());
    quiet = still && faulty.count === before ? quiet + 1 : 0;
    if (quiet === 0) await delay(1);
    if (performance.now() > limit)
      throw new Error(
        `the App does not come to rest: ${await machine.describe()}, waits for ${faulty.pending.join(", ")}`,
      );
  }
}

/** What waits for another attempt gets it. */
async function drain(machine: Machine, quiet: () => Promise<void>): Promise<void> {
  const limit = performance.now() + MAX_SETTLE_MS;
  while ((await machine.count()).delayed > 0) {
    await delay(10);
    await quiet();
    if (performance.now() > limit) throw new Error("deliveries are delayed for ever");
  }
}

function prefixed(prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${prefix}${name}`, count]));
}
