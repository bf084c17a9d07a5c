import { describe, expect, it } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { standstillRequirement } from "../../../../core/policy/requirements/standstill.ts";
import { stageForMove } from "../../../../core/policy/stage-for-move.ts";
import { ALICE, facts, HEAD, policy, stage } from "../../../support/facts.ts";

const frozen = { by: ALICE, reason: "drift in the data", since: "2026-01-01T00:00:00Z" };
const ungoverned = { since: "2026-01-01T00:00:00Z", commits: [HEAD] };
const back = { model: "churn", version: 2, from: "staging", to: "production", kind: "rollback" };

function evaluate(part: Record<string, unknown>) {
  const judged = facts(part);
  const found = stageForMove(policy(), { model: judged.move.model, to: stage("production") });
  return found && standstillRequirement.evaluate({ policy: policy(), stage: found, facts: judged });
}

describe("standstill", () => {
  it("is not asked for where nothing halts the model", () => {
    expect(evaluate({})).toBeUndefined();
    expect(evaluate({ halt: {} })).toBeUndefined();
  });

  it("fails while the model is frozen, and says who froze it and why", () => {
    const result = evaluate({ halt: { frozen } });
    expect(result?.status).toBe("failed");
    expect(result?.found).toContain("alice");
    expect(result?.found).toContain("drift in the data");
  });

  it("lets a rollback pass while the model is frozen, but not while it is ungoverned", () => {
    expect(evaluate({ halt: { frozen }, move: back })?.status).toBe("passed");
    expect(evaluate({ halt: { frozen, ungoverned }, move: back })?.status).toBe("failed");
  });

  it("fails while an ungoverned change is not acknowledged, and names the commit", () => {
    expect(evaluate({ halt: { ungoverned } })).toMatchObject({ status: "failed", kind: "standstill" });
    expect(evaluate({ halt: { ungoverned } })?.found).toContain(HEAD.slice(0, 7));
  });

  it("keeps a decision shut that would be allowed otherwise", () => {
    expect(decide(policy(), facts()).allowed).toBe(true);
    expect(decide(policy(), facts({ halt: { frozen } })).allowed).toBe(false);
    expect(decide(policy(), facts({ halt: { ungoverned } })).allowed).toBe(false);
  });
});
