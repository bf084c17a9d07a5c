import { join } from "node:path";
import type { WrittenAppConfig } from "../../app/config.ts";
import { type RunningApp, startApp } from "../../app/wire.ts";
import type { Pull } from "../../sandbox/state/entities.ts";
import { startGitHub, type TestGitHub, WEBHOOK_SECRET } from "./github.ts";

/** Two leads approve production; a newcomer there displaces the holder into the archive. */
export const POLICY = `schemaVersion: 1
access:
  register: [{ repository: acme/churn, branches: [main], workflows: [.github/workflows/train.yml] }]
  promote: [{ team: acme/data-science }]
  override: [{ team: acme/ml-leads }]
stages:
  - name: development
  - name: production
    from: [development, archived]
    holders: one
    displaced: archived
    require:
      approvals: { count: 2, from: [{ team: acme/ml-leads }] }
      metrics: ["candidate.auc >= 0.8"]
  - name: archived
    from: any
`;

export interface AppWorld {
  readonly github: TestGitHub;
  readonly app: RunningApp;
  readonly lines: string[];
  /** Method and path of every request of the App. */
  readonly requests: string[];
  /** Origins of every address that the App asked. */
  readonly origins: ReadonlySet<string>;
  /** Stands between the App and GitHub; a test may put something else there. */
  fetch: typeof fetch;
  /** The newest pull request of a title; what the App logged where there is none. */
  pullOf(title: string): Pull;
  /** When every webhook was delivered and everything that came of it is done. */
  settle(): Promise<void>;
  /** Starts the App anew on the same inbox. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The real App on the sandbox: real webhooks over loopback, real git repositories, GitHub's schema judging. */
export async function startAppWorld(
  change: Partial<WrittenAppConfig> = {},
  policy = POLICY,
): Promise<AppWorld> {
  const github = await startGitHub({ files: { "pedigree.yml": policy }, webhooks: true });
  const lines: string[] = [];
  const requests: string[] = [];
  const origins = new Set<string>();
  let between: typeof fetch = fetch;
  const counted: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    requests.push(`${init?.method ?? "GET"} ${url.pathname}${url.search}`);
    origins.add(url.origin);
    return between(input, init);
  };
  const start = () =>
    startApp({
      config: {
        appId: github.app.id,
        privateKey: github.privateKey,
        webhookSecrets: [WEBHOOK_SECRET],
        port: github.port,
        inbox: join(github.folder, "inbox.sqlite"),
        githubUrl: github.sandbox.baseUrl,
        registries: ["acme/registry"],
        reconcileSeconds: 3_600,
        logLevel: "fatal",
        ...change,
      },
      fetch: counted,
      log: (line) => lines.push(line),
    });
  let app = await start();
  return {
    github,
    get app() {
      return app;
    },
    lines,
    requests,
    origins,
    get fetch() {
      return between;
    },
    set fetch(other) {
      between = other;
    },
    pullOf: (title) => {
      const pull = github.sandbox.world.state.pulls.findLast((candidate) => candidate.title === title);
      if (pull === undefined) throw new Error(`no pull request "${title}"; ${lines.join("\n")}`);
      return pull;
    },
    async settle() {
      // A webhook may cause another one: still only when neither side has anything left.
      for (let quiet = 0; quiet < 2; quiet += 1) {
        const before = requests.length;
        await github.sandbox.world.idle();
        await app.idle();
        if (requests.length !== before) quiet = -1;
      }
    },
    async restart() {
      await app.close();
      app = await start();
    },
    async close() {
      await app.close();
      await github.close();
    },
  };
}
