import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { type JudgedSandbox, startJudgedSandbox } from "./judged-sandbox.ts";
import { expectNoViolations } from "./strict-judges.ts";
import { tempFolder } from "./temp-folder.ts";

const AT = { owner: "ada", repo: "models" };

describe("a judged sandbox", () => {
  let world: JudgedSandbox;
  let repository: Repository;
  let octokit: Octokit;
  beforeEach(async () => {
    world = await startJudgedSandbox({ folder: tempFolder() });
    const { sandbox } = world;
    sandbox.createUser("ada");
    repository = await sandbox.createRepository("ada", "models");
    sandbox.setRole(repository, "ada", "admin");
    octokit = new Octokit({ baseUrl: sandbox.baseUrl, auth: sandbox.createUserToken("ada") });
  });
  afterEach(() => world.sandbox.close());

  /** What the end of a test would have failed with. */
  function caught(): string {
    try {
      expectNoViolations();
    } catch (error) {
      return JSON.stringify(error instanceof Error && "actual" in error ? error.actual : error);
    }
    return "nothing";
  }

  it("lets what is right pass", async () => {
    await octokit.rest.issues.createLabel({ ...AT, name: "stage: production", color: "ff0000" });
    expect(world.judge.counts.requests).toBeGreaterThan(0);
    expect(caught()).toBe("nothing");
  });

  it("fails a test that sends a wrong request", async () => {
    await octokit.request("POST /repos/{owner}/{repo}/labels", { ...AT, name: "stage", colour: "ff0000" });
    expect(caught()).toContain("body: /colour is unknown");
    expect(caught()).toBe("nothing");
  });

  it("fails a test that is given a wrong response", async () => {
    Object.assign(repository, { defaultBranch: 12 });
    await octokit.rest.repos.get(AT);
    expect(caught()).toContain("200: /default_branch must be string");
  });

  it("fails a test in which a wrong webhook is sent", async () => {
    const { sandbox } = world;
    const app = sandbox.createApp({
      slug: "listener",
      name: "Listener",
      owner: "ada",
      publicKey: "",
      permissions: { metadata: "read", contents: "read" },
      events: ["push"],
      webhook: { url: `${sandbox.baseUrl}/nobody`, secret: "a secret that is long enough" },
    });
    sandbox.install(app.id, "ada");
    sandbox.world.emit({
      event: "push",
      repositoryId: repository.id,
      senderId: repository.ownerId,
      payload: { ref: 12 },
    });
    await sandbox.world.idle();
    expect(caught()).toContain("/ref must be string");
  });
});
