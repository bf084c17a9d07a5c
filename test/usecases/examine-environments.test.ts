import { expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import type { Inspection } from "../../core/ports/inspection.ts";
import { examineEnvironments } from "../../usecases/examine-environments.ts";
import { healthy } from "../support/healthy-registry.ts";
import { POLICY } from "../support/registry-world.ts";

const DEPLOYING = `${POLICY.replace("    holders: one", "    then: { deployment: live }\n    holders: one")}deployments:
  - { repository: ACME/registry, environment: live, model: churn, stage: production }
  - { repository: acme/serve, environment: live, model: churn, stage: production }
`;

async function told(hasEnvironment: Inspection["hasEnvironment"], policy = DEPLOYING) {
  const found = await examineEnvironments({
    inspection: { ...healthy, hasEnvironment },
    policy: documents.policy(policy),
  });
  return found.map(({ level, what }) => `${level}: ${what}`);
}

it("looks at every environment that the policy deploys to or approves for, and at each once", async () => {
  expect(await told(async () => ({ known: true, value: true }))).toEqual([
    "fine: the environment live of acme/registry is there",
    "fine: the environment live of acme/serve is there",
  ]);
  expect(await told(async () => ({ known: true, value: false }), POLICY)).toEqual([]);
});

it("says which is missing and where it is named, and what cannot be seen", async () => {
  const [own, other] = await told(async (repository) =>
    repository === "acme/registry" ? { known: true, value: false } : { known: false, reason: "hidden" },
  );
  expect(own).toMatch(
    /^mend: .*live of acme\/registry, which stages\[1\]\.then\.deployment names, is not there/,
  );
  expect(other).toBe("unknown: whether the environment live of acme/serve is there: hidden");
});
