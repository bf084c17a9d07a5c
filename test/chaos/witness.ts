import type { Sandbox } from "../../sandbox/index.ts";
import { registryOf } from "./act.ts";
import type { Asked, GreenCheck, Landing, Window } from "./evidence.ts";
import type { Exchange } from "./faulty-fetch.ts";
import type { Action, Tenant } from "./scenario.ts";
import type { Chronicle } from "./truth.ts";

/** Sees what the App does from outside, and writes it down. */
export class Witness {
  readonly exchanges: Exchange[] = [];
  readonly landings: Landing[] = [];
  readonly greens: GreenCheck[] = [];
  readonly asked: Asked[] = [];
  readonly lines: string[] = [];
  readonly #chronicle: Chronicle;

  constructor(sandbox: Sandbox, chronicle: Chronicle) {
    this.#chronicle = chronicle;
    const bot = sandbox.world.state.users.find(({ login }) => login === "pedigree[bot]");
    const registries = new Map(
      (["acme", "globex"] as const).map((tenant) => [registryOf(sandbox, tenant).id, tenant]),
    );
    sandbox.world.onRefMoved(({ repository, ref, before, after, actorId }) => {
      const tenant = registries.get(repository.id);
      if (tenant === undefined || ref !== "refs/heads/main" || actorId !== bot?.id) return;
      if (before === null || after === null) return;
      this.landings.push({ tenant, before, after, truths: this.#window(tenant) });
    });
  }

  see(exchange: Exchange): void {
    this.exchanges.push(exchange);
    if (!isWrite(exchange) || !exchange.path.includes("/check-runs") || exchange.status >= 300) return;
    const run: { conclusion?: string; head_sha?: string } = JSON.parse(exchange.answer);
    if (run.conclusion !== "success" || run.head_sha === undefined) return;
    const tenant = exchange.path.startsWith("/repos/globex/") ? "globex" : "acme";
    this.greens.push({ tenant, head: run.head_sha, truths: this.#window(tenant) });
  }

  /** What people say has to be answered. */
  hear(action: Action): void {
    if (action.kind === "ask") {
      const { who, tenant, version, stage } = action;
      this.asked.push({ who, tenant, version, kind: action.by, words: `/promote ${stage}` });
    } else if (action.kind === "say") {
      const { who, tenant, version, words } = action;
      this.asked.push({ who, tenant, version, kind: "comment", words });
    } else if (action.kind === "say-on-move") {
      const { who, tenant, words } = action;
      this.asked.push({ who, tenant, version: "", kind: "comment", words });
    }
  }

  /** What is landed or shown now was read since the App last looked at a pull request of the tenant. */
  #window(tenant: Tenant): Window {
    const pull = new RegExp(`^/repos/${tenant}/registry/pulls/\\d+$`);
    const start = this.exchanges.findLastIndex(({ method, path }) => method === "GET" && pull.test(path));
    const truths = this.exchanges.slice(Math.max(0, start)).map(({ truth }) => truth);
    return { from: Math.min(this.#chronicle.now, ...truths), to: this.#chronicle.now + 1 };
  }
}

export function isWrite({ method }: Exchange): boolean {
  return method !== "GET" && method !== "HEAD";
}
