import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { GitHubApi } from "../../../adapters/github/api.ts";
import { findPusher } from "../../../adapters/github/pusher.ts";
import { commitShaSchema } from "../../../core/names.ts";

const HEAD = commitShaSchema.parse("a".repeat(40));

function apiThat(status: number, body: unknown, asked: string[] = []): GitHubApi {
  const answer: typeof fetch = async (input) => {
    asked.push(new Request(input).url);
    return Response.json(body, { status });
  };
  return new GitHubApi(new Octokit({ request: { fetch: answer } }));
}

const find = (api: GitHubApi) =>
  findPusher(api, "acme/registry", { branch: "pedigree/move/churn/2", head: HEAD });
const activity = (after: string, id: number) => ({
  after,
  actor: { id, login: `user${id}`, type: "User" },
  activity_type: "push",
});

describe("findPusher", () => {
  it("names the account whose push ended at the head, and asks about that branch only", async () => {
    const asked: string[] = [];
    const found = await find(apiThat(200, [activity("b".repeat(40), 1), activity(HEAD, 2)], asked));
    expect(found).toEqual({ known: true, value: { id: 2, login: "user2", bot: false } });
    expect(new URL(asked[0] ?? "").searchParams.get("ref")).toBe("refs/heads/pedigree/move/churn/2");
  });

  it("knows nobody for a push by a deleted account", async () => {
    expect(await find(apiThat(200, [{ ...activity(HEAD, 2), actor: null }]))).toEqual({
      known: true,
      value: null,
    });
  });

  it.each([
    ["no activity ends at the head", 200, [activity("b".repeat(40), 1)]],
    ["the log cannot be seen", 404, { message: "Not Found" }],
    ["the token may not look", 403, { message: "Resource not accessible by integration" }],
  ])("does not know when %s", async (_, status, body) => {
    expect((await find(apiThat(status, body))).known).toBe(false);
  });
});
