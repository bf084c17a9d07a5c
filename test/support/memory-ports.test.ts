import { commitShaSchema } from "../../core/names.ts";
import { checksContract } from "../contracts/checks.ts";
import { peopleContract } from "../contracts/people.ts";
import { pullRequestsContract } from "../contracts/pull-requests.ts";
import { registryRepositoryContract } from "../contracts/registry-repository.ts";
import { trainingRunsContract } from "../contracts/training-runs.ts";
import { MemoryChecks } from "./memory-checks.ts";
import { app, eve, grace, RegistryWorld } from "./registry-world.ts";

registryRepositoryContract(() => ({ repository: new RegistryWorld().repository }));

pullRequestsContract(() => {
  const { pulls, repository } = new RegistryWorld();
  const approve = (number: number) => {
    pulls.review(number, grace);
    return grace;
  };
  return { pulls, repository, app, approve };
});

checksContract(() => ({
  checks: new MemoryChecks(),
  commits: [commitShaSchema.parse("a".repeat(40)), commitShaSchema.parse("b".repeat(40))],
}));

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
