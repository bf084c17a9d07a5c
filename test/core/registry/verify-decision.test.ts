import { describe, expect, it } from "vitest";
import { commitShaSchema } from "../../../core/names.ts";
import { decide } from "../../../core/policy/decide.ts";
import type { Decision } from "../../../core/policy/decision.ts";
import { checkDecision } from "../../../core/registry/verify-decision.ts";
import { facts, HEAD, policy, review } from "../../support/facts.ts";

const RULES = policy({ approvals: { count: 1, from: [{ team: "acme/ml-leads" }] } });
const FACTS = facts({ reviews: { known: true, value: [review()] } });
const place = { commit: commitShaSchema.parse(HEAD), file: "models/churn/log/000001-moved.json" };

const codesOf = (decision: Decision, rules = RULES, judged = FACTS) =>
  checkDecision(rules, { decision, facts: judged }, place).findings.map(({ code, path }) => [code, path]);

describe("deciding again", () => {
  const decision = decide(RULES, FACTS);

  it("agrees with an honest record", () => {
    expect(checkDecision(RULES, { decision, facts: FACTS }, place)).toEqual({
      findings: [],
      reworded: false,
    });
  });

  it("takes other words for the words of another release, and other results for findings", () => {
    const results = decision.requirements;
    const reworded = {
      ...decision,
      requirements: results.map((one) => ({ ...one, found: "in other words" })),
    };
    expect(checkDecision(RULES, { decision: reworded, facts: FACTS }, place)).toEqual({
      findings: [],
      reworded: true,
    });
    const bare = { ...decision, requirements: results.map((one) => ({ ...one, evidence: [] })) };
    expect(codesOf(bare)).toEqual([["decision", "decision.requirements[2].evidence[0]"]]);
  });

  it("finds another verdict, other facts and another policy", () => {
    expect(codesOf({ ...decision, allowed: false })).toEqual([["decision", "decision.allowed"]]);
    expect(codesOf(decision, RULES, { ...FACTS, changedPaths: { known: true, value: [] } })).toEqual([
      ["facts", "decision.facts"],
    ]);
    const loose = policy();
    expect(codesOf(decide(loose, FACTS))).toEqual([
      ["policy", null],
      ["decision", "decision.requirements[2]"],
    ]);
  });
});
