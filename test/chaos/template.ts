import { generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SqliteInbox } from "../../adapters/store/inbox.ts";
import { startApp } from "../../app/wire.ts";
import { createSandbox, type Sandbox } from "../../sandbox/index.ts";
import type { Repository } from "../../sandbox/state/entities.ts";
import { readManifest, WEBHOOK_SECRET } from "../support/github.ts";
import { act } from "./act.ts";
import { BEGINNING, Course } from "./course.ts";
import { buffer } from "./faulty-fetch.ts";
import { LifeTime } from "./life-time.ts";
import { ACME_POLICY, GLOBEX_POLICY } from "./policy.ts";
import { Random } from "./random.ts";
import { trainIn } from "./training.ts";
import { installCourse } from "./virtual-date.ts";

/** Where people see GitHub; the address of a sandbox is another one each time, and would make other commits of the same. */
export const SERVER_URL = "https://github.example";
const AN_HOUR_MS = 3_600_000;
const REQUEST_MS = 40;

const PEOPLE = ["alice", "bob", "carol", "erin", "dave", "mallory", "gina", "hank"] as const;

/** A folder with a GitHub on which versions are registered already; each run starts from a copy of it. */
export interface Template {
  readonly folder: string;
  readonly appId: number;
  readonly privateKey: string;
  /** Login → token. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** Memory where there is a file system in it, for a run writes some hundred small files. */
export function scratch(name: string): Promise<string> {
  return mkdtemp(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), `pedigree-chaos-${name}-`));
}

/**
 * acme: alice asks, bob, carol and erin lead, dave reads, mallory writes and is in no team. churn 3 holds production,
 * where it displaced churn 1. globex is another tenant of the same App.
 */
export async function buildTemplate(): Promise<Template> {
  const course = new Course(new Random(0), BEGINNING - AN_HOUR_MS);
  const uninstall = installCourse(course);
  try {
    return await build(course);
  } finally {
    uninstall();
  }
}

async function build(course: Course): Promise<Template> {
  const folder = await scratch("template");
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    // The App signs anew for many requests; nobody here tries to guess the key.
    modulusLength: 1024,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const sandbox = await createSandbox({
    folder: join(folder, "github"),
    hourlyRequests: 1_000_000,
    // They count as delivered: the App would ask for all of them again.
    fetch: async () => new Response(null, { status: 202 }),
    clock: course.now,
  });
  course.accompany(() => sandbox.world.idle());
  const registries = await seed(sandbox);
  const { events, permissions } = await readManifest();
  const webhook = { url: "http://127.0.0.1:9/api/github/webhooks", secret: WEBHOOK_SECRET };
  const owner = { slug: "pedigree", name: "Pedigree", owner: "acme", publicKey };
  const app = sandbox.createApp({ ...owner, permissions, events, webhook });
  for (const account of ["acme", "globex"]) sandbox.install(app.id, account);
  const tokens = createTokens(sandbox, registries);
  const template = { folder: join(folder, "github"), appId: app.id, privateKey, tokens };
  await play(sandbox, template, course);
  await sandbox.close();
  await forgetPast(template.folder);
  return template;
}

async function seed(sandbox: Sandbox): Promise<readonly Repository[]> {
  for (const organization of ["acme", "globex"]) sandbox.createOrganization(organization);
  for (const login of PEOPLE) sandbox.createUser(login);
  sandbox.createTeam("acme", "data-science", ["alice", "bob", "carol", "erin"]);
  sandbox.createTeam("acme", "ml-leads", ["bob", "carol", "erin"]);
  const registries: Repository[] = [];
  for (const [owner, policy] of [
    ["acme", ACME_POLICY],
    ["globex", GLOBEX_POLICY],
  ] as const) {
    const registry = await sandbox.createRepository(owner, "registry", { files: { "pedigree.yml": policy } });
    const training = await sandbox.createRepository(owner, "churn", {
      files: { ".github/workflows/train.yml": "on: push\n" },
    });
    registries.push(registry);
    for (const repository of [registry, training]) {
      const writers = owner === "acme" ? ["acme/data-science", "mallory"] : ["gina", "hank"];
      for (const writer of writers) sandbox.setRole(repository, writer, "write");
    }
    const main = await sandbox.world.git(registry).ref("refs/heads/main");
    await sandbox.world.git(registry).updateRef("refs/heads/loose", { expected: null, to: main });
  }
  return registries;
}

/** People's tokens; `github-actions`, another App and a bot get one that writes checks and reviews. */
function createTokens(sandbox: Sandbox, registries: readonly Repository[]): Record<string, string> {
  const tokens: Record<string, string> = {};
  for (const login of PEOPLE) tokens[login] = sandbox.createUserToken(login);
  for (const registry of registries) {
    const owner = registry.ownerId;
    const tenant = sandbox.world.state.users.find(({ id }) => id === owner)?.login ?? "";
    const token = sandbox.createActionsToken(registry, { checks: "write", pull_requests: "write" });
    tokens[`github-actions ${tenant}`] = token;
  }
  for (const slug of ["evil", "helper"])
    tokens[slug === "helper" ? "helper[bot]" : slug] = foreignApp(sandbox, slug);
  return tokens;
}

function foreignApp(sandbox: Sandbox, slug: string): string {
  const permissions = {
    checks: "write",
    pull_requests: "write",
    contents: "write",
    issues: "write",
  } as const;
  const app = sandbox.createApp({
    slug,
    name: slug,
    owner: "acme",
    publicKey: "",
    permissions,
    events: [],
    webhook: null,
  });
  const installation = sandbox.install(app.id, "acme");
  const token = `ghs_${slug}0123456789012345678901234567890`;
  sandbox.world.state.tokens[token] = {
    kind: "installation",
    installationId: installation.id,
    appId: app.id,
    actorId: app.botId,
    permissions,
    repositoryIds: null,
    expiresAt: "2100-01-01T00:00:00Z",
  };
  return token;
}

/** What happened before every run. */
async function play(sandbox: Sandbox, template: Template, course: Course): Promise<void> {
  const starting = startApp({
    config: {
      appId: template.appId,
      privateKey: template.privateKey,
      webhookSecrets: [WEBHOOK_SECRET],
      port: 0,
      inbox: ":memory:",
      githubUrl: sandbox.baseUrl,
      serverUrl: SERVER_URL,
      reconcileSeconds: 86_400,
      logLevel: "fatal",
    },
    log: () => {},
    fetch: (input, init) =>
      course.work(course.around(REQUEST_MS), async () => buffer(await sandbox.fetch(input, init))),
    time: new LifeTime(course),
    openInbox: async (path) => new SqliteInbox(path, { now: course.now }),
  });
  const app = await course.drive(starting);
  const settle = async () => {
    await sandbox.world.idle();
    await course.drive(app.reconcile());
    while (!(await app.isIdle())) await course.step();
  };
  await settle();
  for (const model of ["churn", "churn", "churn", "fraud"]) {
    await trainIn(sandbox, { tenant: "acme", model, auc: 0.9 });
    await settle();
  }
  await trainIn(sandbox, { tenant: "globex", model: "ranking", auc: 0.9 });
  await settle();
  const world = { sandbox, tokens: template.tokens };
  for (const version of ["churn 1", "churn 3"]) {
    const tenant = "acme";
    await act(world, { kind: "ask", by: "label", who: "alice", tenant, version, stage: "production" });
    await settle();
    await act(world, {
      kind: "validate",
      by: "github-actions",
      name: "validate",
      tenant,
      pick: 0,
      conclusion: "success",
    });
    for (const who of ["bob", "carol"])
      await act(world, { kind: "review", who, tenant, pick: 0, event: "APPROVE" });
    await settle();
  }
  await course.drive(app.close());
  forgetTraining(sandbox);
}

/** Every run begins with a copy, so what none needs is left out: webhooks of long ago, artifacts, samples of git's hooks. */
async function forgetPast(folder: string): Promise<void> {
  await writeFile(join(folder, "deliveries.jsonl"), "");
  for (const owner of ["acme", "globex"]) {
    for (const name of ["registry", "churn"]) {
      await rm(join(folder, `git/${owner}/${name}.git/hooks`), { recursive: true, force: true });
    }
  }
}

/** As on a GitHub where the training is long ago: only what the last workflow run made is still kept. */
function forgetTraining({ world }: Sandbox): void {
  const { state } = world;
  const last = state.workflowRuns.at(-1)?.id;
  state.workflowRuns = state.workflowRuns.filter(({ id }) => id === last);
  state.artifacts = state.artifacts.filter(({ runId }) => runId === last);
  world.save();
}
