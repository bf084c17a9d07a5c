import { expect, it } from "vitest";
import { decide } from "../../../core/policy/decide.ts";
import type { Policy } from "../../../core/policy/policy.ts";
import { rehearse } from "../../../core/policy/rehearse.ts";
import { facts, policy, review } from "../../support/facts.ts";

const then = policy({ approvals: { count: 1, from: [{ team: "acme/ml-leads" }] } });

/** A move that landed under the policy of then. */
function landed() {
  const judged = facts({ reviews: { known: true, value: [review()] } });
  const decision = decide(then, judged);
  expect(decision.allowed).toBe(true);
  return { facts: judged, decision };
}

const kindUnder = (other: Policy) => rehearse(other, landed()).kind;

it.each([
  ["the same policy", then, "same"],
  ["a looser one", policy(), "same"],
  ["another threshold", policy({ metrics: ["candidate.auc >= 0.99"] }), "refused"],
  ["more approvals", policy({ approvals: { count: 2, from: [{ team: "acme/ml-leads" }] } }), "refused"],
  ["a team that nobody asked about", policy({ approvals: { from: [{ team: "acme/risk" }] } }), "unclear"],
] as const)("%s: %s", (_, other, kind) => {
  expect(kindUnder(other)).toBe(kind);
});

it("names what stands in the way", () => {
  const rehearsal = rehearse(policy({ metrics: ["candidate.auc >= 0.99"] }), landed());
  expect(rehearsal).toMatchObject({ kind: "refused", because: [{ kind: "metrics", status: "failed" }] });
});

it("tells who would have been displaced instead", () => {
  const many = policy();
  const stages = many.stages.map((stage) =>
    stage.name === "production" ? { ...stage, holders: "many" as const, displaced: undefined } : stage,
  );
  expect(rehearse({ ...many, stages }, landed())).toEqual({
    kind: "displaces",
    displaced: [],
    before: [{ version: 1, to: "archived" }],
  });
});

it("tells what an audit would have reported, and nothing that it reported then", () => {
  const auc = { metrics: ["candidate.auc >= 0.99"] };
  const audit = policy(auc, { mode: "audit" });
  expect(rehearse(audit, landed())).toMatchObject({
    kind: "reported",
    because: [{ kind: "metrics", status: "failed" }],
  });
  expect(rehearse(policy({}, { mode: "audit" }), landed()).kind).toBe("same");
  const audited = { facts: facts(), decision: decide(audit, facts()) };
  expect(rehearse(audit, audited).kind).toBe("same");
  // What an audit let pass would be refused by the same rules in force.
  expect(rehearse(policy(auc), audited).kind).toBe("refused");
});

it("finds nothing new in what was refused and landed by an override", () => {
  const judged = facts();
  const overridden = { facts: judged, decision: decide(then, judged) };
  expect(overridden.decision.allowed).toBe(false);
  for (const other of [then, policy()]) expect(rehearse(other, overridden).kind).toBe("same");
});
