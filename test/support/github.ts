import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { parse } from "yaml";
import { z } from "zod";
import { GitHubApi } from "../../adapters/github/api.ts";
import type { Judge } from "../../sandbox/contract/index.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import type { App, Installation, Permissions, Repository } from "../../sandbox/state/entities.ts";
import { startJudgedSandbox } from "./judged-sandbox.ts";

export const WEBHOOK_SECRET = "test-secret-0123456789-abcdefghij";
const PEOPLE = ["alice", "bob", "carol", "dave"];

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const manifestSchema = z.looseObject({
  default_events: z.array(z.string()),
  default_permissions: z.record(z.string(), z.enum(["read", "write"])),
});

/** `app.yml`, so that the tests run with the permissions that the App really asks for. */
export async function readManifest(): Promise<{ events: readonly string[]; permissions: Permissions }> {
  const text = await readFile(new URL("../../app.yml", import.meta.url), "utf8");
  const manifest = manifestSchema.parse(parse(text));
  return { events: manifest.default_events, permissions: manifest.default_permissions };
}

/** A GitHub with an organisation `acme`, its people and the App installed, all judged by GitHub's own schema. */
export interface TestGitHub {
  readonly sandbox: Sandbox;
  readonly judge: Judge;
  readonly app: App;
  readonly installation: Installation;
  readonly registry: Repository;
  readonly privateKey: string;
  /** Port on which the App's webhooks are expected. */
  readonly port: number;
  readonly folder: string;
  /** Method and path of every request so far, as the given `fetch` saw them. */
  readonly requests: string[];
  readonly fetch: typeof fetch;
  /** The App, by its own key. */
  asApp(): Octokit;
  /** The App's installation on acme. */
  asInstallation(): Octokit;
  api(): GitHubApi;
  as(login: string): Octokit;
  /** Whoever holds this token. */
  with(token: string): Octokit;
  close(): Promise<void>;
}

export interface TestGitHubOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** Without it no webhooks are sent. */
  readonly webhooks?: boolean;
}

/** alice is in data-science; bob and carol in data-science and ml-leads; dave may only read. */
export async function startGitHub(options: TestGitHubOptions = {}): Promise<TestGitHub> {
  const folder = await mkdtemp(join(tmpdir(), "pedigree-github-"));
  const { judge, sandbox } = await startJudgedSandbox({ folder: join(folder, "github") });
  sandbox.createOrganization("acme");
  for (const login of PEOPLE) sandbox.createUser(login);
  sandbox.createTeam("acme", "data-science", ["alice", "bob", "carol"]);
  sandbox.createTeam("acme", "ml-leads", ["bob", "carol"]);
  const registry = await sandbox.createRepository("acme", "registry", {
    files: options.files ?? { "README.md": "# registry\n" },
  });
  sandbox.setRole(registry, "acme/data-science", "write");
  sandbox.setRole(registry, "dave", "read");
  const port = await freePort();
  const app = sandbox.createApp({
    slug: "pedigree",
    name: "Pedigree",
    owner: "acme",
    publicKey,
    ...(await readManifest()),
    webhook:
      options.webhooks === true
        ? { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret: WEBHOOK_SECRET }
        : null,
  });
  const installation = sandbox.install(app.id, "acme");
  return connect({ folder, judge, sandbox, registry, port, app, installation });
}

type Seeded = Pick<TestGitHub, "folder" | "judge" | "sandbox" | "registry" | "port" | "app" | "installation">;

function connect(seeded: Seeded): TestGitHub {
  const { sandbox, app, installation, folder } = seeded;
  const requests: string[] = [];
  const counted: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    requests.push(`${init?.method ?? "GET"} ${url.pathname}${url.search}`);
    return fetch(input, init);
  };
  const silence = () => {};
  const log = { debug: silence, info: silence, warn: silence, error: silence };
  const base = { baseUrl: sandbox.baseUrl, request: { fetch: counted }, log };
  const auth = { appId: app.id, privateKey };
  return {
    ...seeded,
    privateKey,
    requests,
    fetch: counted,
    asApp: () => new Octokit({ ...base, authStrategy: createAppAuth, auth }),
    asInstallation: () =>
      new Octokit({
        ...base,
        authStrategy: createAppAuth,
        auth: { ...auth, installationId: installation.id },
      }),
    api() {
      return new GitHubApi(this.asInstallation(), { sleep: async () => {} });
    },
    with: (token) => new Octokit({ ...base, auth: token }),
    as: (login) => new Octokit({ ...base, auth: sandbox.createUserToken(login) }),
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
