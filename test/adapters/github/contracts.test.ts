import { afterAll, beforeAll, describe } from "vitest";
import { GitHubAnnouncements } from "../../../adapters/github/announcements.ts";
import { GitHubApi } from "../../../adapters/github/api.ts";
import { GitHubBranchSettings } from "../../../adapters/github/branch-settings.ts";
import { GitHubChecks } from "../../../adapters/github/checks.ts";
import { GitHubDeploymentGates } from "../../../adapters/github/deployment-gates.ts";
import { GitHubDeployments } from "../../../adapters/github/deployments.ts";
import { Installations } from "../../../adapters/github/installations.ts";
import { GitHubPeople } from "../../../adapters/github/people.ts";
import { GitHubPullRequests } from "../../../adapters/github/pull-requests.ts";
import { GitHubRegistrationChecks } from "../../../adapters/github/registration-checks.ts";
import { GitHubRegistryRepository } from "../../../adapters/github/registry-repository.ts";
import { GitHubTrainingRuns } from "../../../adapters/github/training-runs.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { askForDeployment } from "../../../sandbox/pulls/gates.ts";
import { announcementsContract } from "../../contracts/announcements.ts";
import { branchSettingsContract } from "../../contracts/branch-settings.ts";
import { checksContract } from "../../contracts/checks.ts";
import { deploymentGatesContract } from "../../contracts/deployment-gates.ts";
import { deploymentsContract } from "../../contracts/deployments.ts";
import { peopleContract } from "../../contracts/people.ts";
import { pullRequestsContract } from "../../contracts/pull-requests.ts";
import { registrationChecksContract } from "../../contracts/registration-checks.ts";
import { registryRepositoryContract } from "../../contracts/registry-repository.ts";
import { type TrainingRunsSubject, trainingRunsContract } from "../../contracts/training-runs.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { addRuleset, dropRulesets } from "../../support/rulesets.ts";
import { createTrainingRepository, train, waitingRun } from "../../support/training.ts";

/** GitHub's own App, whose tokens workflows get. */
const ACTIONS_APP_ID = 15368;

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
    pulls: new GitHubPullRequests(github.api(), place, github.app.id),
    app: { id: github.app.botId, login: "pedigree[bot]", bot: true },
    async approve(number) {
      await github
        .as("bob")
        .rest.pulls.createReview({ owner: "acme", repo: name, pull_number: number, event: "APPROVE" });
      return { id: github.sandbox.createUser("bob").id, login: "bob", bot: false };
    },
    async say(number, body) {
      const at = { owner: "acme", repo: name, issue_number: number };
      await github.as("bob").rest.issues.createComment({ ...at, body });
    },
  };
});

async function twoCommits() {
  const { place, repository } = await makePlace();
  const tip = await repository.tip();
  const next = await repository.commit(tip, [tip], new Map([["next.txt", "next\n"]]), "next");
  return { fullName: place.fullName, commits: [tip, next] } as const;
}

describe("kept by an App", () => {
  checksContract(async () => {
    const { fullName, commits } = await twoCommits();
    const place = { fullName, appId: github.app.id, buttons: true };
    return { checks: new GitHubChecks(github.api(), place), commits };
  });
});

describe("kept by a workflow", () => {
  checksContract(async () => {
    const { fullName, commits } = await twoCommits();
    const { state } = github.sandbox.world;
    const repository = state.repositories.find(({ name }) => `acme/${name}` === fullName);
    if (repository === undefined) throw new Error(`no ${fullName}`);
    const token = github.sandbox.createActionsToken(repository, { checks: "write", contents: "read" });
    const place = { fullName, appId: ACTIONS_APP_ID, buttons: false };
    return { checks: new GitHubChecks(new GitHubApi(github.with(token)), place), commits };
  });
});

registrationChecksContract(async () => {
  const { place, repository } = await makePlace();
  return {
    checks: new GitHubRegistrationChecks(installations(), github.app.id),
    repository: place.fullName,
    commit: await repository.tip(),
    closed: "elsewhere/churn",
  };
});

branchSettingsContract(async () => {
  const { name, place } = await makePlace();
  const own = { ...place, isDefault: true, appId: github.app.id, asApp: true };
  return {
    settings: new GitHubBranchSettings(github.api(), own),
    guard: async () => {
      await addRuleset(github, {}, name);
    },
    strip: () => dropRulesets(github, name),
  };
});

peopleContract(async () => {
  count += 1;
  const name = `registry-${count}`;
  // In a public repository everybody may read, so that a stranger's permission is `read` when asked for alone.
  const repository = await github.sandbox.createRepository("acme", name, { private: true });
  github.sandbox.setRole(repository, "acme/data-science", "write");
  github.sandbox.setRole(repository, "dave", "read");
  const account = (login: string) => ({ id: github.sandbox.createUser(login).id, login, bot: false });
  return {
    people: new GitHubPeople(github.api(), `acme/${name}`),
    team: "acme/ml-leads",
    member: account("bob"),
    reader: account("dave"),
    stranger: account("mallory"),
  };
});

deploymentsContract(async () => {
  const { name, place, repository } = await makePlace();
  const at = { owner: "acme", repo: name };
  const { repos } = github.as("bob").rest;
  const app = { id: github.app.botId, login: "pedigree[bot]", bot: true };
  return {
    deployments: new GitHubDeployments(github.api(), { fullName: place.fullName, app }),
    landing: await repository.tip(),
    async pretend(environment, notice) {
      const payload = { ...notice };
      const wanted = { ...at, ref: notice.landing, environment, payload, required_contexts: [] };
      const { data } = await repos.createDeployment(wanted);
      return "id" in data ? data.id : 0;
    },
    async report(id, state, description) {
      await repos.createDeploymentStatus({ ...at, deployment_id: id, state, description });
    },
  };
});

/** The App by its own key, and its installation on acme. */
function installations(): Installations {
  return new Installations({
    app: github.asApp(),
    authenticate: async () => github.asInstallation(),
  });
}

announcementsContract(async () => {
  const [here, there] = [await makePlace(), await makePlace()];
  const heard: string[] = [];
  github.sandbox.world.onEvent(({ event, action, repositoryId }) => {
    const repository = github.sandbox.world.state.repositories.find(({ id }) => id === repositoryId);
    if (event === "repository_dispatch") heard.push(`acme/${repository?.name} ${action}`);
  });
  const { fullName } = here.place;
  return {
    announcements: new GitHubAnnouncements(github.api(), installations(), { fullName, appId: github.app.id }),
    landing: await here.repository.tip(),
    repositories: [fullName, there.place.fullName, "elsewhere/serving"],
    received: async (name) =>
      heard.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1)),
  };
});

deploymentGatesContract(async () => {
  const { place } = await makePlace();
  const { world } = github.sandbox;
  const repository = world.state.repositories.find(({ name }) => `acme/${name}` === place.fullName);
  if (repository === undefined) throw new Error("no repository");
  github.sandbox.setRole(repository, "bob", "admin");
  const at = { owner: "acme", repo: repository.name, environment_name: "live" };
  const { repos } = github.as("bob").rest;
  await repos.createOrUpdateEnvironment(at);
  await repos.createDeploymentProtectionRule({ ...at, integration_id: github.app.id });
  return {
    gates: new GitHubDeploymentGates(installations()),
    async wait() {
      const run = await waitingRun(github, repository, { title: "Deploy churn", event: "push" });
      const asked = { run, environment: "live", ref: "main", creatorId: run.actorId };
      const { id } = askForDeployment(world, repository, asked);
      return { repository: place.fullName, environment: "live", runId: run.id, deployment: id };
    },
  };
});

let training: Promise<TrainingRunsSubject> | undefined;
trainingRunsContract(() => {
  training ??= makeTraining();
  return training;
});

/** One for all tests: nothing of it changes. The stray commit has a tag of the branch's name. */
async function makeTraining(): Promise<TrainingRunsSubject> {
  const churn = await createTrainingRepository(github);
  const older = await train(github, churn);
  const at = { owner: "acme", repo: "churn" };
  const { git: bob, repos } = github.as("bob").rest;
  // The branch goes on, so that the older run's commit is no longer its tip.
  await repos.createOrUpdateFileContents({ ...at, path: "next.txt", message: "next", content: "bmV4dA==" });
  const newer = await train(github, churn);
  const { data: base } = await bob.getCommit({ ...at, commit_sha: older.headSha });
  const { data: stray } = await bob.createCommit({
    ...at,
    message: "stray",
    tree: base.tree.sha,
    parents: [base.sha],
  });
  await bob.createRef({ ...at, ref: "refs/tags/main", sha: stray.sha });
  const rules = { download: { apiUrl: github.sandbox.baseUrl }, fetch: github.fetch };
  return {
    async attest(bundle) {
      const token = github.sandbox.createActionsToken(churn, { attestations: "write" });
      await github.with(token).rest.repos.createAttestation({ ...at, bundle });
    },
    runs: new GitHubTrainingRuns(installations(), rules),
    repository: "acme/churn",
    runIds: [older.id, newer.id],
    stray: commitShaSchema.parse(stray.sha),
  };
}
