import { createPrivateKey, createSign, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, KEYS, OWNER_AND_REPO } from "../support/world.ts";

let now = Date.parse("2026-03-01T12:00:00Z");
const world = useWorld({ clock: () => now });

function jwt(claims: object, { key = KEYS.privateKey, alg = "RS256" } = {}): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${encode({ alg, typ: "JWT" })}.${encode(claims)}`;
  const signature = createSign("RSA-SHA256").update(text).sign(createPrivateKey(key), "base64url");
  return `${text}.${signature}`;
}

/** What is looked at of the bodies of several routes. */
interface Body {
  readonly id?: number;
  readonly slug?: string;
  readonly token?: string;
  readonly expires_at?: string;
  readonly total_count?: number;
  readonly message?: string;
}

async function ask(
  path: string,
  token = "",
  init: RequestInit = {},
): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${world().sandbox.baseUrl}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const seconds = () => Math.floor(now / 1000);
const valid = () => ({ iss: world().appId, iat: seconds() - 30, exp: seconds() + 540 });
const mint = (body: object) =>
  ask(`/app/installations/${world().installationId}/access_tokens`, jwt(valid()), {
    method: "POST",
    body: JSON.stringify(body),
  });

test("a genuine JWT is the App; anything else is refused", async () => {
  const { status, body } = await ask("/app", jwt(valid()));
  expect([status, body.slug, body.id]).toEqual([200, "pedigree", world().appId]);
  const other = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const refusals = [
    jwt(valid(), { key: other.privateKey }),
    jwt(valid(), { alg: "none" }),
    "not.a.token",
    jwt({ ...valid(), exp: seconds() - 1 }),
    jwt({ ...valid(), exp: seconds() + 700 }),
    jwt({ ...valid(), iat: seconds() + 600 }),
    jwt({ ...valid(), iat: undefined }),
  ];
  for (const token of refusals) expect((await ask("/app", token)).status).toBe(401);
  expect((await ask("/app", jwt({ ...valid(), iss: 1 }))).status).toBe(404);
  expect((await ask("/user", jwt(valid()))).status).toBe(403);
});

test("the App finds its installations, by id and by repository", async () => {
  const octokit = world().asJwt();
  now = Date.now();
  const { installationId } = world();
  expect((await octokit.rest.apps.listInstallations()).data.map(({ id }) => id)).toEqual([installationId]);
  const byRepository = await octokit.rest.apps.getRepoInstallation(OWNER_AND_REPO);
  expect(byRepository.data).toMatchObject({
    id: installationId,
    app_slug: "pedigree",
    target_type: "Organization",
  });
  const absent = octokit.rest.apps.getInstallation({ installation_id: 1 });
  expect(await failure(absent)).toBe("404 Not Found");
});

test("a token may be narrower than its installation, and never wider", async () => {
  const { sandbox } = world();
  const second = await sandbox.createRepository("acme", "second", { private: true });
  const registry = sandbox.world.state.repositories.find(({ name }) => name === "registry");
  const narrow = await mint({ repositories: ["registry"], permissions: { contents: "read" } });
  expect(narrow.status).toBe(201);
  expect(narrow.body).toMatchObject({
    permissions: { contents: "read", metadata: "read" },
    repository_selection: "selected",
    repositories: [{ id: registry?.id }],
  });
  expect((await ask("/repos/acme/second", narrow.body.token)).status).toBe(404);
  expect((await ask("/installation/repositories", narrow.body.token)).body.total_count).toBe(1);
  const write = await ask("/repos/acme/registry/git/blobs", narrow.body.token, {
    method: "POST",
    body: JSON.stringify({ content: "x" }),
  });
  expect(write).toMatchObject({ status: 403, body: { message: "Resource not accessible by integration" } });
  expect((await mint({ repository_ids: [second.id] })).status).toBe(201);
  for (const body of [
    { permissions: { administration: "read" } },
    { permissions: { contents: "admin" } },
    { repositories: ["absent"] },
    { repository_ids: [1] },
  ]) {
    expect((await mint(body)).status).toBe(422);
  }
  world().judge.take();
});

test("a token ends after an hour, or when it is revoked", async () => {
  const { token, expires_at = "" } = (await mint({})).body;
  expect(Date.parse(expires_at) - Math.floor(now / 1000) * 1000).toBe(3_600_000);
  expect((await ask("/repos/acme/registry", token)).status).toBe(200);
  now += 3_600_001;
  expect(await ask("/repos/acme/registry", token)).toMatchObject({
    status: 401,
    body: { message: "Bad credentials" },
  });
  const second = (await mint({})).body.token;
  const response = await fetch(`${world().sandbox.baseUrl}/installation/token`, {
    method: "DELETE",
    headers: { authorization: `token ${second}` },
  });
  expect(response.status).toBe(204);
  expect((await ask("/repos/acme/registry", second)).status).toBe(401);
});

test("a GITHUB_TOKEN is the Actions App on one repository with the permissions it was given", async () => {
  const { sandbox } = world();
  const repository = sandbox.world.state.repositories[0];
  if (repository === undefined) throw new Error("no repository");
  await sandbox.createRepository("acme", "second", { private: true });
  const token = sandbox.createActionsToken(repository, { contents: "read" });
  expect((await ask("/repos/acme/registry/contents/README.md", token)).status).toBe(200);
  expect((await ask("/repos/acme/second", token)).status).toBe(404);
  const checks = await ask("/repos/acme/registry/check-runs", token, {
    method: "POST",
    body: JSON.stringify({ name: "x", head_sha: "0".repeat(40) }),
  });
  expect(checks.status).toBe(403);
});
