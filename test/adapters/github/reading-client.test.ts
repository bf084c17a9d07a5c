import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { createReadingClient } from "../../../adapters/github/reading-client.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { withCode } from "../../support/with-code.ts";

const AT = { owner: "acme", repo: "registry" };

let github: TestGitHub;
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.close());

it("reads, and sends nothing that could write, although the token might", async () => {
  const apiUrl = github.sandbox.baseUrl;
  const { rest, request } = createReadingClient({ apiUrl, token: github.sandbox.createUserToken("alice") });
  const sent = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => sent.mockRestore());
  expect((await rest.repos.get(AT)).data.full_name).toBe("acme/registry");
  expect(sent).toHaveBeenCalledOnce();
  const writes = [
    () => rest.issues.createComment({ ...AT, issue_number: 1, body: "x" }),
    () => rest.git.updateRef({ ...AT, ref: "heads/main", sha: "a".repeat(40) }),
    () => rest.git.deleteRef({ ...AT, ref: "heads/main" }),
    () => request("PUT /repos/{owner}/{repo}/topics", { ...AT, names: [] }),
  ];
  for (const write of writes)
    await expect(write()).rejects.toThrow(withCode("INTERNAL", /was about to change/));
  expect(sent).toHaveBeenCalledOnce();
});
