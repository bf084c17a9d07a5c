import { describe, expect, it } from "vitest";
import { checkPolicy } from "../../../core/policy/check-policy.ts";
import { dispatchTargets, followRuleSchema } from "../../../core/policy/follow-rule.ts";
import { writtenPolicySchema } from "../../../core/policy/policy.ts";

const parse = (change: object, rule?: object) => {
  const production = { name: "production", from: ["development"] };
  const follows = Object.fromEntries(rule === undefined ? [] : [["then", rule]]);
  const stages = [{ name: "development" }, { ...production, ...follows }];
  return writtenPolicySchema.parse({ schemaVersion: 1, stages, ...change });
};
const binding = { repository: "acme/serving", environment: "live", model: "churn", stage: "production" };

describe("what follows", () => {
  it.each([
    [{ deployment: "production" }],
    [{ dispatch: "model-promoted" }],
    [{ dispatch: { type: "model-promoted", repositories: ["acme/serving"] } }],
  ])("may be %j", (then) => {
    expect(checkPolicy(parse({}, then))).toEqual([]);
  });

  it.each([
    [{ deployment: "" }],
    [{ deployment: "a\nb" }],
    [{ deployment: "x".repeat(256) }],
    [{ dispatch: "x".repeat(101) }],
    [{ dispatch: "two words" }],
    [{ dispatch: { type: "a", repositories: [] } }],
    [{ dispatch: { type: "a", repositories: ["https://example.org/a"] } }],
    [{ webhook: "https://example.org" }],
  ])("is never %j", (then) => {
    expect(followRuleSchema.safeParse(then).success).toBe(false);
  });

  it("is something, where `then` is said", () => {
    expect(checkPolicy(parse({}, {}))).toEqual([
      { path: "stages[1].then", expected: "a deployment, a dispatch or both", found: "nothing" },
    ]);
  });

  it("is told to the registry itself unless others are named", () => {
    expect(dispatchTargets("a", "acme/registry")).toEqual({ type: "a", repositories: ["acme/registry"] });
    const rule = { type: "a", repositories: ["acme/serving"] };
    expect(dispatchTargets(rule, "acme/registry")).toEqual(rule);
  });
});

describe("environments", () => {
  it("serve a stage of the policy, each said once", () => {
    expect(checkPolicy(parse({ deployments: [binding, { ...binding, model: "fraud" }] }))).toEqual([]);
    const wrong = [{ ...binding, stage: "moon" }, binding, { ...binding, repository: "ACME/serving" }];
    expect(checkPolicy(parse({ deployments: wrong })).map(({ path }) => path)).toEqual([
      "deployments[0].stage",
      "deployments[2]",
    ]);
  });
});
