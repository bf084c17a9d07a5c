import { expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import { adviseOnPolicy } from "../../usecases/policy-advice.ts";
import { POLICY } from "../support/registry-world.ts";

const REVIEWED = POLICY.replace(
  "from: any",
  "from: any\n    require: { any: [{ approvals: { count: 1 } }, { data: A }] }",
);
const advice = (text: string) => adviseOnPolicy(documents.policy(text)).map(({ what }) => what);

it("tells of a stage that is entered without a review, wherever the block for it may be", () => {
  expect(advice(POLICY)).toEqual([expect.stringContaining("enters archived")]);
  expect(advice(REVIEWED)).toEqual([]);
});

it.each([
  ["app: github-actions", 1],
  ["app: 15368", 1],
  ["app: acme-ci", 0],
  ["app: github-actions, workflow: .github/workflows/validate.yml", 0],
])("tells of a check by GitHub Actions that any workflow can make: %s", (app, times) => {
  const found = advice(REVIEWED.replace("metrics:", `checks: [{ name: validate, ${app} }]\n      metrics:`));
  expect(found).toHaveLength(times);
  if (times > 0) expect(found[0]).toContain("stages[1].require.checks[0]");
});
