import { expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import { examineReach } from "../../usecases/examine-reach.ts";
import { healthy } from "../support/healthy-registry.ts";
import { POLICY } from "../support/registry-world.ts";

const TOLD = POLICY.replace(
  "    holders: one",
  "    then: { dispatch: { type: promoted, repositories: [acme/registry, acme/serving, acme/churn] } }\n    holders: one",
);

async function told(installed: readonly string[], policy = TOLD) {
  const isInstalledOn = async (name: string) => ({ known: true as const, value: installed.includes(name) });
  return examineReach({ inspection: { ...healthy, isInstalledOn }, policy: documents.policy(policy) });
}

it("looks at every repository that the policy names, the registry left out, and at each once", async () => {
  const found = await told(["acme/churn", "acme/serving"]);
  expect(found.map(({ level, what }) => [level, what])).toEqual([
    ["fine", "the App is installed on acme/churn"],
    ["fine", "the App is installed on acme/serving"],
  ]);
});

it("says all that does not happen where the App does not reach it", async () => {
  const [churn, serving] = await told([]);
  expect(churn).toMatchObject({ about: "reach", level: "mend", remedy: expect.any(String) });
  expect(churn?.what).toContain(
    "no run of access.register[0] becomes a version, and stages[1].then.dispatch",
  );
  expect(serving?.what).toContain("acme/serving, or is suspended there: stages[1].then.dispatch");
});

it("looks at what deploys", async () => {
  const deploys = `${POLICY}deployments:
  - { repository: acme/serve, environment: production, model: churn, stage: production }
`;
  const found = await told(["acme/churn"], deploys);
  expect(found.find(({ level }) => level === "mend")?.what).toContain("deployments[0]");
});
