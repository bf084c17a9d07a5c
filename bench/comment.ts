import { Octokit } from "@octokit/rest";
import type { GitHubClient } from "../adapters/github/request.ts";
import { createStickyComments } from "../adapters/github/sticky-comment.ts";
import { startGitHub } from "../test/support/github.ts";
import type { BenchRow } from "./report.ts";

const AT = { owner: "acme", repo: "registry" };

/** Requests to update the comment of a pull request that has 0, 30 and 300 earlier comments by other people. */
export async function benchComment(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [earlier, atMost] of [
    [0, 3],
    [30, 3],
    [300, 6],
  ] as const) {
    rows.push({
      name: `comment update behind ${earlier} comments`,
      value: await countRequests(earlier),
      unit: "requests",
      target: { atMost },
    });
  }
  return rows;
}

async function countRequests(earlier: number): Promise<number> {
  const github = await startGitHub();
  try {
    const alice = github.as("alice").rest;
    const { data: main } = await alice.git.getRef({ ...AT, ref: "heads/main" });
    await alice.git.createRef({ ...AT, ref: "refs/heads/topic", sha: main.object.sha });
    const content = Buffer.from("new\n").toString("base64");
    await alice.repos.createOrUpdateFileContents({
      ...AT,
      path: "new.txt",
      branch: "topic",
      message: "new",
      content,
    });
    const { data: pull } = await alice.pulls.create({ ...AT, title: "topic", head: "topic", base: "main" });
    for (let i = 0; i < earlier; i++) {
      await alice.issues.createComment({ ...AT, issue_number: pull.number, body: `comment ${i}` });
    }
    const token = github.sandbox.createActionsToken(github.registry, {
      issues: "write",
      pull_requests: "write",
    });
    const octokit = new Octokit({ baseUrl: github.sandbox.baseUrl, auth: token });
    let requests = 0;
    octokit.hook.before("request", () => {
      requests += 1;
    });
    const client: GitHubClient = { request: (route, parameters) => octokit.request(route, parameters) };
    const comments = createStickyComments({ client, ...AT, author: { kind: "bot" } });
    const write = (text: string) =>
      comments.update({ pullRequest: pull.number, section: "train", render: () => text });
    await write("first");
    requests = 0;
    await write("second");
    return requests;
  } finally {
    await github.close();
  }
}

if (import.meta.main) console.table(await benchComment());
