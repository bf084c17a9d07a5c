import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Installations } from "../../../adapters/github/installations.ts";
import { GitHubRegistries } from "../../../adapters/github/registries.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

describe("Registries", () => {
  let github: TestGitHub;
  let registries: GitHubRegistries;
  let installations: Installations;
  let now = 0;
  beforeAll(async () => {
    github = await startGitHub({ files: { "pedigree.yml": "schemaVersion: 1\n" } });
    await github.sandbox.createRepository("acme", "website");
    github.sandbox.createUser("stranger");
    await github.sandbox.createRepository("stranger", "registry", { files: { "pedigree.yml": "x: 1\n" } });
    installations = new Installations({
      app: github.asApp(),
      authenticate: async () => github.asInstallation(),
      time: { now: () => now },
    });
    registries = new GitHubRegistries({
      installations,
      appId: github.app.id,
      serverUrl: "https://github.example",
      now: () => now,
    });
  });
  afterAll(() => github.close());

  it("opens a registry with GitHub's clock", async () => {
    const open = await registries.open("acme/registry");
    await open?.repository.tip();
    expect(Date.parse(open?.clock.now() ?? "")).toBeGreaterThan(now);
  });

  it("opens a repository whose default branch holds a policy", async () => {
    const open = await registries.open("acme/registry");
    expect(open?.registry).toEqual({
      fullName: "acme/registry",
      branch: "main",
      serverUrl: "https://github.example",
      app: { id: github.app.botId, login: "pedigree[bot]", bot: true },
      keeper: "app",
      buttons: true,
    });
  });

  it("opens no other repository, and leaves it alone for a minute", async () => {
    expect(await registries.open("acme/website")).toBeUndefined();
    github.requests.length = 0;
    expect(await registries.open("acme/website")).toBeUndefined();
    expect(github.requests).toEqual([]);
    now += 60_001;
    await registries.open("acme/website");
    expect(github.requests).not.toEqual([]);
  });

  it("looks again at once when something was pushed there", async () => {
    const world = github.sandbox.world;
    expect(await registries.open("acme/website")).toBeUndefined();
    const bob = github.as("bob");
    const website = world.state.repositories.find(({ name }) => name === "website");
    if (website === undefined) throw new Error("no website");
    github.sandbox.setRole(website, "bob", "admin");
    await bob.rest.repos.createOrUpdateFileContents({
      owner: "acme",
      repo: "website",
      path: "pedigree.yml",
      message: "become a registry",
      content: Buffer.from("schemaVersion: 1\n").toString("base64"),
    });
    await registries.lookAgain("acme/website");
    expect((await registries.open("acme/website"))?.registry.fullName).toBe("acme/website");
  });

  it("opens nothing where the App is not installed", async () => {
    expect(await registries.open("stranger/registry")).toBeUndefined();
    expect(await registries.open("nobody/nothing")).toBeUndefined();
  });

  it("lists the repositories of all installations", async () => {
    expect([...(await installations.repositories())].sort()).toEqual(["acme/registry", "acme/website"]);
  });
});
