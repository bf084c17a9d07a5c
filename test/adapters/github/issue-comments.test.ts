import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubIssueComments } from "../../../adapters/github/issue-comments.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

const AT = { owner: "acme", repo: "registry" };

describe("a comment, read by its id", () => {
  let github: TestGitHub;
  let comments: GitHubIssueComments;
  let pull: number;
  beforeAll(async () => {
    github = await startGitHub();
    comments = new GitHubIssueComments(github.api(), "acme/registry");
    const bob = github.as("bob").rest;
    const { data: main } = await bob.git.getRef({ ...AT, ref: "heads/main" });
    await bob.git.createRef({ ...AT, ref: "refs/heads/topic", sha: main.object.sha });
    const file = { ...AT, path: "a.txt", branch: "topic", message: "a", content: "YQ==" };
    await bob.repos.createOrUpdateFileContents(file);
    pull = (await bob.pulls.create({ ...AT, title: "topic", head: "topic", base: "main" })).data.number;
  });
  afterAll(() => github.close());

  const write = async (body: string) =>
    (await github.as("alice").rest.issues.createComment({ ...AT, issue_number: pull, body })).data.id;

  it("is what its author wrote, and where", async () => {
    const id = await write("/promote production");
    expect(await comments.unedited(id)).toEqual({
      id,
      createdAt: expect.any(String),
      pull,
      body: "/promote production",
      author: { id: github.sandbox.createUser("alice").id, login: "alice", bot: false },
    });
  });

  it("is none once somebody else could have changed it", async () => {
    const id = await write("a thought");
    const comment = github.sandbox.world.state.comments.find((candidate) => candidate.id === id);
    if (comment === undefined) throw new Error("no comment");
    // GitHub counts whole seconds, so the edit must not fall into the second of the comment.
    Object.assign(comment, { createdAt: "2026-01-01T00:00:00Z" });
    await github.as("bob").rest.issues.updateComment({ ...AT, comment_id: id, body: "/promote production" });
    expect(await comments.unedited(id)).toBeUndefined();
  });

  it("is none where there is no such comment", async () => {
    expect(await comments.unedited(987_654)).toBeUndefined();
  });
});
