import { describe, expect, it } from "vitest";
import { documents } from "../../../adapters/importers/documents.ts";
import { sha256Schema } from "../../../core/names.ts";
import { describeServed, isServed, servedBy } from "../../../core/policy/deployment-gate.ts";
import { stage } from "../../support/events.ts";
import { churn } from "../../support/registry-world.ts";

const policy = documents.policy(`schemaVersion: 1
stages:
  - name: development
  - { name: production, from: [development], then: { deployment: Live } }
deployments:
  - { repository: acme/serving, environment: Live, model: churn, stage: production }
`);
const at = (repository: string, environment = "Live") =>
  servedBy(policy, "acme/registry", { repository, environment });
const claim = { model: churn, stage: stage("production"), digest: sha256Schema.parse("a".repeat(64)) };

describe("an environment", () => {
  it("of the registry serves every model in the stage that deploys to it", () => {
    expect(at("ACME/Registry")).toEqual([{ model: null, stage: "production" }]);
    expect(isServed(at("acme/registry"), claim)).toBe(true);
    expect(isServed(at("acme/registry"), { ...claim, stage: stage("development") })).toBe(false);
  });

  it("of another repository serves the model that is named", () => {
    expect(isServed(at("acme/serving"), claim)).toBe(true);
    expect(describeServed(at("acme/serving"))).toBe("churn in production");
  });

  it.each([
    ["acme/other", "Live"],
    ["acme/serving", "live"],
    ["acme/registry", "staging"],
  ])("that no line names serves nothing: %s %s", (repository, environment) => {
    expect(at(repository, environment)).toEqual([]);
  });
});
