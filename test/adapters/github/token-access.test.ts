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

it("knows an App by its name, or by its number where it is not shown", async () => {
  const { id, botId } = github.app;
  const bot = { id: botId, login: "pedigree[bot]", bot: true };
  expect(await access.app("pedigree")).toEqual({ id, bot });
  expect(await access.app("pedigree", 7)).toEqual({ id: 7, bot });
  await expect(access.app("nobody")).rejects.toThrow(withCode("INPUT_INVALID", /--app/));
});
