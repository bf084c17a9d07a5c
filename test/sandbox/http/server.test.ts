import { expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";

const world = useWorld({ hourlyRequests: 20 });

function ask(path: string, init: RequestInit = {}, token = world().sandbox.createUserToken("bob")) {
  return fetch(`${world().sandbox.baseUrl}${path}`, {
    ...init,
    headers: new Headers([...new Headers(init.headers), ["authorization", `token ${token}`]]),
  });
}

interface Body {
  readonly message?: string;
  readonly full_name?: string;
  readonly resources?: { readonly core: object };
}

async function bodyOf(response: Response): Promise<Body> {
  return response.json() as Promise<Body>;
}

test("an answer whose tag the caller holds is 304, without a body and free of charge", async () => {
  const token = world().sandbox.createUserToken("bob");
  const first = await ask("/repos/acme/registry", {}, token);
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\/"[0-9a-f]{64}"$/);
  expect(first.headers.get("x-ratelimit-remaining")).toBe("19");
  const again = await ask("/repos/acme/registry", { headers: { "if-none-match": etag } }, token);
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect(again.headers.get("x-ratelimit-remaining")).toBe("19");
  await world().sandbox.createRepository("acme", "other");
  const changed = await ask("/repos/acme/other", { headers: { "if-none-match": etag } }, token);
  expect(changed.status).toBe(200);
});

test("every answer counts for its own token, and the last one closes the door", async () => {
  const token = world().sandbox.createUserToken("bob");
  for (let i = 0; i < 20; i++) await ask("/repos/acme/registry", {}, token);
  const refused = await ask("/repos/acme/registry", {}, token);
  expect(refused.status).toBe(403);
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  expect((await ask("/repos/acme/registry")).status).toBe(200);
  const budget = await bodyOf(await ask("/rate_limit"));
  expect(budget.resources?.core).toMatchObject({ limit: 20, used: 0, remaining: 20 });
});

test("a damaged body is 400, an unknown route 404, and a HEAD has no body", async () => {
  const broken = await ask("/repos/acme/registry/git/blobs", { method: "POST", body: "{" });
  expect([broken.status, (await bodyOf(broken)).message]).toEqual([400, "Problems parsing JSON"]);
  const list = await ask("/repos/acme/registry/git/blobs", { method: "POST", body: "[1]" });
  expect([list.status, (await bodyOf(list)).message]).toEqual([400, "Body should be a JSON object"]);
  const absent = await ask("/repos/acme/registry/nothing");
  expect(await absent.json()).toMatchObject({ message: "Not Found", status: "404" });
  const head = await ask("/repos/acme/registry", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const odd = await ask("/repos/acme/%E0%A4%A");
  expect(odd.status).toBe(400);
  world().judge.take();
});

test("names are found whatever their case, and at /api/v3 as well", async () => {
  const response = await ask("/api/v3/repos/ACME/Registry");
  expect((await bodyOf(response)).full_name).toBe("acme/registry");
  expect(response.headers.get("x-github-request-id")).not.toBeNull();
  expect(response.headers.get("x-github-media-type")).toBe("github.v3; format=json");
});

test("pages carry links, and the last one is not full", async () => {
  const { sandbox } = world();
  const octokit = world().as("alice");
  const repository = sandbox.world.state.repositories[0];
  if (repository === undefined) throw new Error("no repository");
  const main = await sandbox.world.git(repository).ref("refs/heads/main");
  for (let i = 0; i < 100; i++) {
    await sandbox.world.git(repository).updateRef(`refs/heads/b${i}`, { expected: null, to: main });
  }
  const options = { owner: "acme", repo: "registry", per_page: 100 } as const;
  const first = await octokit.rest.repos.listBranches(options);
  expect(first.data).toHaveLength(100);
  expect(first.headers.link).toMatch(/\?per_page=100&page=2>; rel="next"/);
  const all = await octokit.paginate(octokit.rest.repos.listBranches, options);
  expect(all).toHaveLength(101);
  const last = await octokit.rest.repos.listBranches({ ...options, page: 2 });
  expect(last.headers.link).not.toMatch(/rel="next"/);
  const beyond = await octokit.rest.repos.listBranches({ ...options, page: 9 });
  expect(beyond.data).toEqual([]);
});
