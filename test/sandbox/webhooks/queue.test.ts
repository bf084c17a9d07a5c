import { createServer, type IncomingHttpHeaders } from "node:http";
import { verify } from "@octokit/webhooks-methods";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startJudgedSandbox } from "../../support/judged-sandbox.ts";
import { failure, OWNER_AND_REPO, startWorld, type TestWorld } from "../support/world.ts";

const SECRET = "a secret that is long enough";
interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let world: TestWorld;
let received: Received[];
let status: number;
/** No delivery is answered before it resolves. */
let gate: Promise<void>;
let url: string;
let stop: () => void;

beforeEach(async () => {
  received = [];
  status = 200;
  gate = Promise.resolve();
  const server = createServer((request, response) => {
    if (request.method === "GET") return void response.writeHead(204).end();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, text: Buffer.concat(chunks).toString("utf8") });
      void gate.then(() => response.writeHead(status).end("ok"));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = `http://127.0.0.1:${address.port}/hooks`;
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  world = await startWorld({
    permissions: { metadata: "read", contents: "write" },
    events: ["push", "create", "delete", "repository_dispatch", "pull_request"],
    webhook: { url, secret: SECRET },
  });
});
afterEach(async () => {
  await world.end();
  stop();
});

const names = () => received.map(({ headers }) => String(headers["x-github-event"]));

function put(name: string) {
  const content = Buffer.from(name).toString("base64");
  const file = { ...OWNER_AND_REPO, path: name, message: `add ${name}`, content };
  return world.as("bob").rest.repos.createOrUpdateFileContents(file);
}

async function main(): Promise<string> {
  return (await world.as("bob").rest.git.getRef({ ...OWNER_AND_REPO, ref: "heads/main" })).data.object.sha;
}

test("a delivery is signed, named and complete", async () => {
  const { data } = await put("a.txt");
  await world.sandbox.world.idle();
  expect(names()).toEqual(["installation", "push"]);
  const push = received[1];
  if (push === undefined) throw new Error("no push");
  expect(await verify(SECRET, push.text, String(push.headers["x-hub-signature-256"]))).toBe(true);
  expect(push.headers).toMatchObject({
    "content-type": "application/json",
    "x-github-hook-installation-target-id": String(world.appId),
    "x-github-hook-installation-target-type": "integration",
  });
  expect(push.headers["user-agent"]).toMatch(/^GitHub-Hookshot\//);
  expect(push.headers["x-github-delivery"]).toMatch(/^[0-9a-f-]{36}$/);
  const body = JSON.parse(push.text);
  expect(body).toMatchObject({
    ref: "refs/heads/main",
    after: data.commit.sha,
    forced: false,
    commits: [
      { id: data.commit.sha, added: ["a.txt"], removed: [], modified: [], author: { username: "bob" } },
    ],
    sender: { login: "bob" },
    organization: { login: "acme" },
    installation: { id: world.installationId },
  });
});

test("branches that come and go are told, before their push", async () => {
  const octokit = world.as("bob");
  await world.sandbox.world.idle();
  received.length = 0;
  await octokit.rest.git.createRef({ ...OWNER_AND_REPO, ref: "refs/heads/topic", sha: await main() });
  await octokit.rest.git.deleteRef({ ...OWNER_AND_REPO, ref: "heads/topic" });
  await world.sandbox.world.idle();
  expect(names()).toEqual(["create", "push", "delete", "push"]);
  const flags = received
    .map(({ text }) => JSON.parse(text))
    .map(({ created, deleted }) => ({ created, deleted }));
  expect(flags[1]).toEqual({ created: true, deleted: false });
  expect(flags[3]).toEqual({ created: false, deleted: true });
});

test("deliveries to one App go out one by one, in the order of their events", async () => {
  const { world: inside } = world.sandbox;
  await inside.idle();
  received.length = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  const [repository] = inside.state.repositories;
  for (let i = 0; i < 30; i++) {
    inside.emit({
      event: "repository_dispatch",
      action: `e${i}`,
      repositoryId: repository?.id ?? 0,
      senderId: world.sandbox.createUser("bob").id,
      payload: { branch: "main", client_payload: { i } },
    });
  }
  // A request that begins later and is answered shows that nothing else was on its way.
  await vi.waitUntil(() => received.length > 0);
  await fetch(url);
  expect(received).toHaveLength(1);
  resolve();
  await inside.idle();
  const order = received.map(({ text }) => JSON.parse(text).client_payload.i);
  expect(order).toEqual(Array.from({ length: 30 }, (_, i) => i));
  expect(new Set(received.map(({ headers }) => headers["x-github-delivery"])).size).toBe(30);
});

test("an App hears only what it subscribes to and may read", async () => {
  const { sandbox } = world;
  const other = {
    name: "Other",
    owner: "acme",
    publicKey: "",
    webhook: { url: "http://127.0.0.1:9/", secret: SECRET },
  };
  const deaf = sandbox.createApp({ ...other, slug: "deaf", permissions: { contents: "read" }, events: [] });
  const blind = sandbox.createApp({
    ...other,
    slug: "blind",
    permissions: { issues: "read" },
    events: ["push"],
  });
  const elsewhere = sandbox.createApp({
    ...other,
    slug: "elsewhere",
    permissions: { contents: "read" },
    events: ["push"],
  });
  await sandbox.createRepository("acme", "second");
  sandbox.install(deaf.id, "acme");
  sandbox.install(blind.id, "acme");
  sandbox.install(elsewhere.id, "acme", ["second"]);
  await put("a.txt");
  await sandbox.world.idle();
  const told = sandbox.world.state.deliveries
    .filter(({ event }) => event === "push")
    .map(({ appId }) => appId);
  expect(told).toEqual([world.appId]);
});

test("a delivery that failed is recorded, and goes out again under its own GUID", async () => {
  await world.sandbox.world.idle();
  received.length = 0;
  status = 500;
  await put("a.txt");
  await world.sandbox.world.idle();
  const octokit = world.asJwt();
  const [failed] = (await octokit.rest.apps.listWebhookDeliveries()).data;
  expect(failed).toMatchObject({ event: "push", status_code: 500, redelivery: false });
  status = 200;
  const delivery_id = failed?.id ?? 0;
  expect((await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id })).status).toBe(202);
  await world.sandbox.world.idle();
  const [again] = (await octokit.rest.apps.listWebhookDeliveries()).data;
  expect(again).toMatchObject({ guid: failed?.guid, redelivery: true, status_code: 200 });
  expect(again?.id).not.toBe(failed?.id);
  expect(received[1]?.text).toBe(received[0]?.text);
  const one = await octokit.rest.apps.getWebhookDelivery({ delivery_id });
  expect(one.data.request.payload).toMatchObject({ ref: "refs/heads/main" });
  const absent = octokit.rest.apps.getWebhookDelivery({ delivery_id: 1 });
  expect(await failure(absent)).toBe("404 Not Found");
});

test("deliveries are still known after a restart", async () => {
  await put("a.txt");
  await world.sandbox.close();
  const { sandbox: again } = await startJudgedSandbox({ folder: world.folder });
  expect(again.world.state.deliveries.map(({ event, status: code }) => `${event} ${code}`)).toEqual([
    "installation 200",
    "push 200",
  ]);
  await again.close();
});
