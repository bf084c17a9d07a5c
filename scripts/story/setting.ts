import { execFile } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Octokit } from "@octokit/rest";
import { parse } from "yaml";
import { type RunningApp, startApp } from "../../app/wire.ts";
import { runWorkflowsOnEvents, type WorkflowService } from "../../sandbox/actions/workflow-service.ts";
import { createJudge, type Judge } from "../../sandbox/contract/index.ts";
import { createSandbox, type Observer, type Sandbox } from "../../sandbox/index.ts";
import type { Narrator } from "./narrator.ts";
import type { RepositoryRef, Setting } from "./teller.ts";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "../..");

/** The setting with the handles that only whoever started it needs. */
export interface Stage extends Setting {
  readonly sandbox: Sandbox;
  readonly judge: Judge;
  readonly workflows: WorkflowService;
}

const TRAINING: RepositoryRef = { owner: "acme", repo: "breast-cancer" };
const REGISTRY: RepositoryRef = { owner: "acme", repo: "models" };

export interface SettingOptions {
  readonly folder: string;
  readonly narrator: Narrator;
  readonly port?: number;
  /** Sees every exchange with the REST interface, whoever asked. */
  readonly onExchange?: (exchange: Parameters<Observer["judgeExchange"]>[0]) => void;
}

/** Starts the sandbox and the App, and puts people, teams and the two repositories there. */
export async function createSetting({
  folder,
  narrator,
  port = 0,
  onExchange,
}: SettingOptions): Promise<Stage> {
  const judge = createJudge();
  const observer: Observer = {
    judgeExchange(exchange) {
      onExchange?.(exchange);
      judge.judgeExchange(exchange);
    },
    checkWebhook: (event, action, body) => judge.checkWebhook(event, action, body),
  };
  const sandbox = await createSandbox({ folder, port, judge: observer });
  await seed(sandbox);
  const app = await startPedigree(sandbox, folder, narrator);
  const workflows = runWorkflowsOnEvents(sandbox, {
    // The example uses the Action as its users do; here the name stands for this very checkout.
    actions: new Map([["pedigree-ml/pedigree", ROOT]]),
    onLine: showUngrouped(narrator),
  });
  const client = (login: string) =>
    new Octokit({ baseUrl: sandbox.baseUrl, auth: sandbox.createUserToken(login) });
  const pushToken = sandbox.createUserToken("maria");
  return {
    baseUrl: sandbox.baseUrl,
    narrator,
    training: TRAINING,
    registry: REGISTRY,
    model: "breast-cancer",
    maria: client("maria"),
    aisha: client("aisha"),
    jonas: client("jonas"),
    sandbox,
    judge,
    workflows,
    push: (source, to, message) =>
      pushFolder({ source, to, message, baseUrl: sandbox.baseUrl, token: pushToken }),
    settle: () => settle(sandbox, app, workflows),
    async close() {
      await workflows.close();
      await app.close();
      await sandbox.close();
    },
  };
}

/** A workflow's lines, with groups folded as GitHub's page folds them. */
function showUngrouped(narrator: Narrator): (line: { readonly text: string }) => void {
  let isFolded = false;
  return ({ text }) => {
    if (text.startsWith("##[group]")) {
      isFolded = true;
      narrator.aside(`▸ ${text.slice("##[group]".length)}`);
    } else if (text.startsWith("##[endgroup]")) isFolded = false;
    else if (!isFolded) narrator.aside(text);
  };
}

async function seed(sandbox: Sandbox): Promise<void> {
  for (const login of ["maria", "aisha", "jonas"]) sandbox.createUser(login);
  sandbox.createOrganization("acme");
  sandbox.createTeam("acme", "data-science", ["maria"]);
  sandbox.createTeam("acme", "ml-leads", ["aisha", "jonas"]);
  const training = await sandbox.createRepository(TRAINING.owner, TRAINING.repo);
  const registry = await sandbox.createRepository(REGISTRY.owner, REGISTRY.repo, {
    files: await registryFiles(),
  });
  for (const repository of [training, registry]) {
    sandbox.setRole(repository, "acme/data-science", "write");
    sandbox.setRole(repository, "acme/ml-leads", "maintain");
  }
}

async function registryFiles(): Promise<Readonly<Record<string, string>>> {
  const names = [
    "README.md",
    "pedigree.yml",
    "models/breast-cancer/model.yml",
    ".github/workflows/validate.yml",
    ".github/scripts/validate.mjs",
  ];
  const entries = names.map(
    async (name) => [name, await readFile(path.join(ROOT, "examples/registry", name), "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Creates the App from its own manifest, installs it, and starts it as its operator would. */
async function startPedigree(sandbox: Sandbox, folder: string, narrator: Narrator): Promise<RunningApp> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const manifest = parse(await readFile(path.join(ROOT, "app.yml"), "utf8"));
  const secret = randomBytes(32).toString("hex");
  const port = await freePort();
  const { id } = sandbox.createApp({
    slug: "pedigree",
    name: manifest.name,
    owner: "acme",
    publicKey,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
    webhook: { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret },
  });
  sandbox.install(id, "acme");
  return startApp({
    config: {
      appId: id,
      privateKey,
      webhookSecrets: [secret],
      port,
      inbox: path.join(folder, "inbox.sqlite"),
      githubUrl: sandbox.baseUrl,
      artifactHosts: [new URL(sandbox.baseUrl).host],
    },
    log: (line) => narrator.aside(`app: ${line}`),
  });
}

/** Nothing moves any more when one pass over all three finds nothing new. */
async function settle(sandbox: Sandbox, app: RunningApp, workflows: WorkflowService): Promise<void> {
  const count = () => sandbox.world.state.deliveries.length + workflows.results.length;
  let before = -1;
  while (before !== count()) {
    before = count();
    await sandbox.world.idle();
    await workflows.idle();
    await app.idle();
    await sandbox.world.idle();
  }
}

interface Push {
  readonly source: string;
  readonly to: RepositoryRef;
  readonly message: string;
  readonly baseUrl: string;
  readonly token: string;
}

async function pushFolder({ source, to, message, baseUrl, token }: Push): Promise<string> {
  const clone = await mkdtemp(path.join(tmpdir(), "pedigree-push-"));
  const git = async (...args: readonly string[]) => (await run("git", ["-C", clone, ...args])).stdout.trim();
  try {
    const url = `${baseUrl.replace("://", `://maria:${token}@`)}/${to.owner}/${to.repo}.git`;
    await git("clone", "--quiet", url, ".");
    await cp(source, clone, { recursive: true });
    await git("add", "--all");
    const author = ["-c", "user.name=maria", "-c", "user.email=maria@users.noreply.github.com"];
    await git(...author, "commit", "--quiet", "--message", message);
    await git("push", "--quiet", "origin", "HEAD:main");
    return await git("rev-parse", "HEAD");
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
