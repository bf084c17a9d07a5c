import { commitShaSchema } from "../../core/names.ts";
import { announcementsContract } from "../contracts/announcements.ts";
import { branchSettingsContract } from "../contracts/branch-settings.ts";
import { checksContract } from "../contracts/checks.ts";
import { deliveryLogContract } from "../contracts/delivery-log.ts";
import { deploymentGatesContract } from "../contracts/deployment-gates.ts";
import { deploymentsContract } from "../contracts/deployments.ts";
import { liveBoardContract } from "../contracts/live-board.ts";
import { peopleContract } from "../contracts/people.ts";
import { pullRequestsContract } from "../contracts/pull-requests.ts";
import { registrationChecksContract } from "../contracts/registration-checks.ts";
import { registryRepositoryContract } from "../contracts/registry-repository.ts";
import { trainingRunsContract } from "../contracts/training-runs.ts";
import { MemoryChecks } from "./memory-checks.ts";
import { MemoryDeliveries } from "./memory-deliveries.ts";
import { MemoryAnnouncements, MemoryDeployments } from "./memory-followers.ts";
import { MemoryGates } from "./memory-gates.ts";
import { MemoryLiveBoard } from "./memory-live-board.ts";
import { MemoryRegistrationChecks } from "./memory-registration-checks.ts";
import { GUARDED, MemorySettings } from "./memory-settings.ts";
import { ada, app, eve, grace, RegistryWorld } from "./registry-world.ts";

registryRepositoryContract(() => ({ repository: new RegistryWorld().repository }));

pullRequestsContract(() => {
  const { pulls, repository } = new RegistryWorld();
  const approve = (number: number) => {
    pulls.review(number, grace);
    return grace;
  };
  // Only the App's own comments are kept in memory.
  const say = () => {};
  return { pulls, repository, app, approve, say };
});

checksContract(() => ({
  checks: new MemoryChecks(),
  commits: [commitShaSchema.parse("a".repeat(40)), commitShaSchema.parse("b".repeat(40))],
}));

branchSettingsContract(() => {
  const settings = new MemorySettings();
  const become = (value: typeof GUARDED) => {
    settings.protection = { known: true, value };
  };
  return {
    settings,
    guard: () => become(GUARDED),
    strip: () => become({ rulesets: [], evaluating: [] }),
  };
});

deliveryLogContract(() => {
  const log = new MemoryDeliveries();
  return {
    log,
    send({ count, answered }) {
      for (let n = 0; n < count; n += 1) log.send(`${log.log.length}`, answered);
    },
    settle: () => {},
  };
});

liveBoardContract(() => {
  const board = new MemoryLiveBoard();
  return { board, seen: async () => board.shown.slice(-1) };
});

peopleContract(() => {
  const stranger = { id: 99, login: "nobody", bot: false };
  return { people: new RegistryWorld().people, team: "acme/leads", member: grace, reader: eve, stranger };
});

trainingRunsContract(() => {
  const world = new RegistryWorld();
  for (const runId of [1, 2]) world.train(runId);
  const stray = commitShaSchema.parse("f".repeat(40));
  return {
    runs: world.runs,
    repository: "acme/churn",
    runIds: [1, 2],
    stray,
    attest(bundle, digests) {
      for (const digest of digests) world.runs.attested.set(digest, { bundles: [bundle], missed: [] });
    },
  };
});

deploymentsContract(() => {
  const deployments = new MemoryDeployments(app);
  return {
    deployments,
    landing: commitShaSchema.parse("a".repeat(40)),
    pretend: async (environment, notice) => deployments.createBy(ada, environment, notice).id,
    report: async (id, state, description) => deployments.report(id, state, grace, description),
  };
});

announcementsContract(() => {
  const announcements = new MemoryAnnouncements();
  announcements.deaf.add("elsewhere/serving");
  return {
    announcements,
    landing: commitShaSchema.parse("a".repeat(40)),
    repositories: ["acme/registry", "acme/serving", "elsewhere/serving"],
    received: async (name) =>
      announcements.sent.filter(({ repository }) => repository === name).map(({ type }) => type),
  };
});

registrationChecksContract(() => {
  const checks = new MemoryRegistrationChecks();
  checks.deaf.add("elsewhere/churn");
  const commit = commitShaSchema.parse("a".repeat(40));
  return { checks, repository: "acme/churn", commit, closed: "elsewhere/churn" };
});

deploymentGatesContract(() => {
  const gates = new MemoryGates();
  const commit = commitShaSchema.parse("a".repeat(40));
  const place = { repository: "acme/serving", environment: "live", runId: 7, deployment: 8 };
  const run = { title: "Deploy churn", event: "push", own: true };
  return { gates, wait: () => gates.wait({ ...place, ...run, commit, ref: "main", payload: {} }) };
});
