import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { GitHubApi } from "../../../adapters/github/api.ts";
import { listPushes } from "../../../adapters/github/pusher.ts";

const HEAD = "a".repeat(40);

function apiThat(status: number, body: unknown, asked: string[] = []): GitHubApi {
  const answer: typeof fetch = async (input) => {
    asked.push(new Request(input).url);
    return Response.json(body, { status });
  };
  return new GitHubApi(new Octokit({ request: { fetch: answer } }));
}

const list = (api: GitHubApi) => listPushes(api, "acme/registry", "pedigree/move/churn/2");
const activity = (after: string, id: number, type = "push") => ({
  after,
  actor: { id, login: `user${id}`, type: "User" },
  activity_type: type,
});

describe("listPushes", () => {
  it("names the accounts that moved the branch, and asks about that branch only", async () => {
    const asked: string[] = [];
    const log = [activity(HEAD, 2), activity("b".repeat(40), 1, "branch_creation")];
    expect(await list(apiThat(200, log, asked))).toEqual({
      known: true,
      value: [
        { after: HEAD, by: { id: 2, login: "user2", bot: false }, created: false },
        { after: "b".repeat(40), by: { id: 1, login: "user1", bot: false }, created: true },
      ],
    });
    expect(new URL(asked[0] ?? "").searchParams.get("ref")).toBe("refs/heads/pedigree/move/churn/2");
  });

  it("knows nobody for a push by a deleted account", async () => {
    expect(await list(apiThat(200, [{ ...activity(HEAD, 2), actor: null }]))).toMatchObject({
      known: true,
      value: [{ by: null }],
    });
  });

  it.each([
    ["the log goes on behind the page", 200, Array.from({ length: 100 }, () => activity(HEAD, 1))],
    ["the log cannot be seen", 404, { message: "Not Found" }],
    ["the token may not look", 403, { message: "Resource not accessible by integration" }],
  ])("does not know when %s", async (_, status, body) => {
    expect((await list(apiThat(status, body))).known).toBe(false);
  });
});
