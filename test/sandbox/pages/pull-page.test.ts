import { expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld();

async function visit(path: string) {
  const response = await fetch(`${world().sandbox.baseUrl}${path}`, { headers: { accept: "text/html" } });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

test("the link of a pull request shows it, with every text as text", async () => {
  const octokit = world().as("bob");
  const main = await octokit.rest.git.getRef({ ...OWNER_AND_REPO, ref: "heads/main" });
  const sha = main.data.object.sha;
  await octokit.rest.git.createRef({ ...OWNER_AND_REPO, ref: "refs/heads/topic", sha });
  const content = Buffer.from("a").toString("base64");
  const file = { ...OWNER_AND_REPO, path: "a.txt", message: "m", content, branch: "topic" };
  await octokit.rest.repos.createOrUpdateFileContents(file);
  const pull = {
    ...OWNER_AND_REPO,
    title: "<b>Promote</b>",
    body: "<script>x</script>",
    head: "topic",
    base: "main",
  };
  const { data } = await octokit.rest.pulls.create(pull);
  const { status, type, text } = await visit(new URL(data.html_url).pathname);
  expect([status, type]).toEqual([200, "text/html; charset=utf-8"]);
  expect(text).toContain("&lt;script&gt;");
  expect(text).not.toMatch(/<script|<b>Promote/);
  expect((await visit("/acme/registry")).text).toContain(`href="/acme/registry/pull/${data.number}"`);
});

test("a private repository has no page, and an API client gets none", async () => {
  await world().sandbox.createRepository("acme", "secret", { private: true });
  expect((await visit("/acme/secret")).status).toBe(404);
  expect((await visit("/acme/registry/pull/99")).status).toBe(404);
  const plain = await fetch(`${world().sandbox.baseUrl}/acme/registry`);
  expect(plain.status).toBe(404);
  world().judge.take();
});
