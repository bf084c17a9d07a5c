import { afterAll, beforeAll, expect, it } from "vitest";
import { TokenAccess } from "../../../adapters/github/token-access.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { withCode } from "../../support/with-code.ts";

let github: TestGitHub;
let access: TokenAccess;
beforeAll(async () => {
  github = await startGitHub();
  await github.sandbox.createRepository("acme", "secret", { private: true });
  const token = github.sandbox.createActionsToken(github.registry, { contents: "write", metadata: "read" });
  access = new TokenAccess(github.with(token));
});
afterAll(() => github.close());

it("finds the repository that the token is for, and asks once", async () => {
  const found = await access.require("acme/registry");
  expect(found).toMatchObject({ id: github.registry.id, fullName: "acme/registry", defaultBranch: "main" });
  expect(await access.require("ACME/Registry")).toBe(found);
});

it("refuses a repository that it does not reach", async () => {
  await expect(access.require("acme/secret")).rejects.toThrow(withCode("REMOTE_REFUSED"));
});

it("names the account that its writing belongs to", async () => {
  expect(await access.bot("github-actions")).toEqual({
    id: 41898282,
    login: "github-actions[bot]",
    bot: true,
  });
});
