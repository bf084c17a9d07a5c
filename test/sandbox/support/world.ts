import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import type { Judge } from "../../../sandbox/contract/index.ts";
import { gitEnvironment } from "../../../sandbox/git/command.ts";
import type { Sandbox, SandboxOptions } from "../../../sandbox/index.ts";
import type { Permissions } from "../../../sandbox/state/entities.ts";
import { startJudgedSandbox } from "../../support/judged-sandbox.ts";

const run = promisify(execFile);
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
export const OWNER_AND_REPO = { owner: "acme", repo: "registry" } as const;

/** One key for every test: making one takes longer than most tests. */
export const KEYS = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

export interface TestWorld {
  readonly folder: string;
  readonly sandbox: Sandbox;
  readonly judge: Judge;
  readonly appId: number;
  readonly installationId: number;
  /** Octokit of a user, by login, or without a name for nobody. */
  readonly as: (login?: string) => Octokit;
  /** Octokit of the App `pedigree` by its installation, or by its JWT alone. */
  readonly asApp: () => Octokit;
  readonly asJwt: () => Octokit;
  end(): Promise<void>;
}

export interface TestWorldOptions extends Omit<SandboxOptions, "folder" | "judge"> {
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly webhook?: { readonly url: string; readonly secret: string };
}

const PERMISSIONS: Permissions = {
  metadata: "read",
  contents: "write",
  pull_requests: "write",
  checks: "write",
};

/** `acme/registry` with alice (admin), bob (write), carol (triage) and dave (nothing), and the App on `acme`. */
export async function startWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  const { permissions = PERMISSIONS, events = [], webhook = null, ...rest } = options;
  const folder = await mkdtemp(path.join(tmpdir(), "pedigree-sandbox-"));
  const { sandbox, judge } = await startJudgedSandbox({ folder, ...rest });
  sandbox.createOrganization("acme");
  for (const login of ["alice", "bob", "carol", "dave"]) sandbox.createUser(login);
  const repository = await sandbox.createRepository("acme", "registry");
  sandbox.setRole(repository, "alice", "admin");
  sandbox.setRole(repository, "bob", "write");
  sandbox.setRole(repository, "carol", "triage");
  const app = sandbox.createApp({
    slug: "pedigree",
    name: "Pedigree",
    owner: "acme",
    publicKey: KEYS.publicKey,
    permissions,
    events,
    webhook,
  });
  const installation = sandbox.install(app.id, "acme");
  const auth = { appId: app.id, privateKey: KEYS.privateKey };
  const client = (login?: string): Octokit =>
    new Octokit({
      baseUrl: sandbox.baseUrl,
      log: QUIET,
      ...(login === undefined ? {} : { auth: sandbox.createUserToken(login) }),
    });
  const appClient = (extra: object): Octokit =>
    new Octokit({
      baseUrl: `${sandbox.baseUrl}/api/v3`,
      log: QUIET,
      authStrategy: createAppAuth,
      auth: { ...auth, ...extra },
    });
  return {
    folder,
    sandbox,
    judge,
    appId: app.id,
    installationId: installation.id,
    as: client,
    asApp: () => appClient({ installationId: installation.id }),
    asJwt: () => appClient({}),
    async end() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the real git client with a fixed identity and no configuration of the machine. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const who = { NAME: "Bob", EMAIL: "bob@users.noreply.github.com" };
  const env = {
    ...gitEnvironment(),
    GIT_AUTHOR_NAME: who.NAME,
    GIT_AUTHOR_EMAIL: who.EMAIL,
    GIT_COMMITTER_NAME: who.NAME,
    GIT_COMMITTER_EMAIL: who.EMAIL,
  };
  return (await run("git", [...args], { cwd, env })).stdout.trim();
}

/** HTTP status of a request that is expected to fail, with GitHub's message. */
export async function failure(request: Promise<unknown>): Promise<string> {
  return request.then(
    () => "succeeded",
    (error: unknown) => {
      if (!(error instanceof Error) || !("status" in error)) throw error;
      return `${String(error.status)} ${error.message.split(" - https://")[0] ?? ""}`;
    },
  );
}
