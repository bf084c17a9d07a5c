import { afterAll, beforeAll } from "vitest";
import { GitHubChecks } from "../../../adapters/github/checks.ts";
import { GitHubPullRequests } from "../../../adapters/github/pull-requests.ts";
import { GitHubRegistryRepository } from "../../../adapters/github/registry-repository.ts";
import { checksContract } from "../../contracts/checks.ts";
import { pullRequestsContract } from "../../contracts/pull-requests.ts";
import { registryRepositoryContract } from "../../contracts/registry-repository.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

let github: TestGitHub;
let count = 0;
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.close());

/** Each test works in a repository of its own. */
async function makePlace() {
  count += 1;
  const name = `registry-${count}`;
  const created = await github.sandbox.createRepository("acme", name);
  github.sandbox.setRole(created, "acme/data-science", "write");
  const place = { fullName: `acme/${name}`, branch: "main" };
  return { name, place, repository: new GitHubRegistryRepository(github.api(), place) };
}

registryRepositoryContract(async () => ({ repository: (await makePlace()).repository }));

pullRequestsContract(async () => {
  const { name, place, repository } = await makePlace();
  return {
    repository,
    pulls: new GitHubPullRequests(github.api(), place),
    app: { id: github.app.botId, login: "pedigree[bot]", bot: true },
    async approve(number) {
      await github
        .as("bob")
        .rest.pulls.createReview({ owner: "acme", repo: name, pull_number: number, event: "APPROVE" });
      return { id: github.sandbox.createUser("bob").id, login: "bob", bot: false };
    },
  };
});

checksContract(async () => {
  const { place, repository } = await makePlace();
  const tip = await repository.tip();
  const next = await repository.commit(tip, [tip], new Map([["next.txt", "next\n"]]), "next");
  return {
    checks: new GitHubChecks(github.api(), { fullName: place.fullName, appId: github.app.id }),
    commits: [tip, next],
  };
});
