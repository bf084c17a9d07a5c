import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Judge } from "../../../sandbox/contract/index.ts";
import type { Sandbox } from "../../../sandbox/index.ts";
import { startJudgedSandbox } from "../../support/judged-sandbox.ts";

let folder: string;
let sandbox: Sandbox;
let judge: Judge;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pages-"));
  ({ sandbox, judge } = await startJudgedSandbox({ folder }));
  sandbox.createUser("maria");
});

afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function openPull(): Promise<Octokit> {
  const repository = await sandbox.createRepository("maria", "models", { files: { "a.txt": "a\n" } });
  sandbox.setRole(repository, "maria", "admin");
  const maria = new Octokit({ baseUrl: sandbox.baseUrl, auth: sandbox.createUserToken("maria") });
  const at = { owner: "maria", repo: "models" };
  const { data: main } = await maria.git.getRef({ ...at, ref: "heads/main" });
  await maria.git.createRef({ ...at, ref: "refs/heads/b", sha: main.object.sha });
  const content = Buffer.from("b\n").toString("base64");
  await maria.repos.createOrUpdateFileContents({ ...at, path: "b.txt", branch: "b", message: "b", content });
  await maria.pulls.create({
    ...at,
    title: "<script>alert(1)</script>",
    head: "b",
    base: "main",
    body: "**bold** <!-- hidden --><img src=x>",
  });
  await maria.issues.createComment({
    ...at,
    issue_number: 1,
    body: "<details>\n<summary>more</summary>\n\n| a |\n|---|\n| 1 |\n\n</details>",
  });
  return maria;
}

const view = async (path: string, accept = "text/html") => {
  const response = await fetch(`${sandbox.baseUrl}${path}`, { headers: { accept } });
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "",
    text: await response.text(),
  };
};

it("shows repositories, pull requests and their conversation", async () => {
  await openPull();
  expect((await view("/")).text).toContain('href="/maria/models"');
  expect((await view("/maria/models")).text).toContain(`git clone ${sandbox.baseUrl}/maria/models.git`);
  const page = await view("/maria/models/pull/1");
  expect(page.type).toContain("text/html");
  expect(page.text).toContain("<strong>bold</strong>");
  expect(page.text).toContain("<details>");
  expect(page.text).toContain("<td>1</td>");
});

it("lets nothing run that people wrote, and hides markers", async () => {
  await openPull();
  const { text } = await view("/maria/models/pull/1");
  expect(text).not.toContain("<script>");
  expect(text).not.toContain("<img");
  expect(text).not.toContain("hidden");
});

it("leaves what is no page to the API", async () => {
  await openPull();
  expect((await view("/maria/models/pull/99")).status).toBe(404);
  expect(judge.take()).toEqual([expect.objectContaining({ operation: "GET /maria/models/pull/99" })]);
  expect((await view("/repos/maria/models", "application/json")).type).toContain("application/json");
});
