import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { GitHubApi } from "../../adapters/github/api.ts";
import { parseConfig } from "../../app/config.ts";
import { createProbot } from "../../app/probot.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const config = parseConfig({
  appId: 1,
  privateKey,
  webhookSecrets: ["a-secret-of-enough-characters-0123456789"],
  githubUrl: "https://api.github.com",
  inbox: ":memory:",
  logLevel: "fatal",
});

const TOKEN = {
  token: "ghs_whole",
  expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  permissions: {},
  repository_selection: "all",
};

it("keeps no half of a token whose answer broke off, and asks again", async () => {
  const whole = JSON.stringify(TOKEN);
  const answers = [whole.slice(0, whole.length / 2), whole];
  const seen: (string | null)[] = [];
  const headers = { "content-type": "application/json; charset=utf-8" };
  const github: typeof fetch = async (input, init) => {
    if (new Request(input, init).url.endsWith("/access_tokens"))
      return new Response(answers.shift() ?? "", { status: 201, headers });
    seen.push(new Headers(init?.headers).get("authorization"));
    return Response.json({ id: 7 });
  };
  const probot = await createProbot(config, github, undefined).ready();
  const api = new GitHubApi(await probot.auth(4711), { sleep: async () => {} });
  const repository = await api.read("repository", (rest) => rest.repos.get({ owner: "acme", repo: "churn" }));
  expect(repository.id).toBe(7);
  expect(seen).toEqual(["token ghs_whole"]);
});
