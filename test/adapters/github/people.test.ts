import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubPeople } from "../../../adapters/github/people.ts";
import type { Account } from "../../../core/people.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

describe("GitHubPeople", () => {
  let github: TestGitHub;
  let people: GitHubPeople;
  beforeAll(async () => {
    github = await startGitHub();
    people = new GitHubPeople(github.api(), "acme/registry");
  });
  afterAll(() => github.close());

  function account(login: string): Account {
    return { id: github.sandbox.createUser(login).id, login, bot: false };
  }

  it("knows members by id", async () => {
    expect(await people.membership("acme/ml-leads", account("bob"))).toEqual({
      team: "acme/ml-leads",
      userId: account("bob").id,
      state: "active",
    });
    expect((await people.membership("acme/ml-leads", account("alice"))).state).toBe("none");
  });

  it("is not deceived by a login that somebody else has taken", async () => {
    const impostor = { id: 424_242, login: "bob", bot: false };
    expect((await people.membership("acme/ml-leads", impostor)).state).toBe("none");
    expect(await people.permission(impostor)).toBe("unknown");
  });

  it("does not take a team that it cannot see for an empty one", async () => {
    expect((await people.membership("acme/no-such-team", account("bob"))).state).toBe("unknown");
    expect((await people.membership("elsewhere/team", account("bob"))).state).toBe("unknown");
  });

  it("asks once for all questions about a team at the same time, and anew afterwards", async () => {
    github.requests.length = 0;
    const names = ["alice", "bob", "carol", "dave"];
    await Promise.all(names.map((login) => people.membership("acme/ml-leads", account(login))));
    expect(github.requests).toHaveLength(1);
    await people.membership("acme/ml-leads", account("bob"));
    expect(github.requests).toHaveLength(2);
  });

  it("reads permissions live", async () => {
    expect(await people.permission(account("bob"))).toBe("write");
    expect(await people.permission(account("dave"))).toBe("read");
    github.sandbox.setRole(github.registry, "dave", "triage");
    expect(await people.permission(account("dave"))).toBe("triage");
    expect(await people.permission({ id: 31_337, login: "ghost", bot: false })).toBe("unknown");
  });

  it("asks for one list when several permissions are asked for", async () => {
    github.requests.length = 0;
    const accounts = ["alice", "bob", "carol"].map(account);
    expect([...(await people.permissions(accounts)).values()]).toEqual(["write", "write", "write"]);
    expect(github.requests).toHaveLength(1);
  });
});
