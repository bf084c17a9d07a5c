import { describe, expect, it } from "vitest";
import type { Policy } from "../../../core/policy/policy.ts";
import { stageForMove } from "../../../core/policy/stage-for-move.ts";
import { policy, stage } from "../../support/facts.ts";

const to = stage("production");
const leads = { from: [{ team: "acme/leads" }] };

const requireOf = (written: Policy, kind?: "rollback") =>
  stageForMove(written, kind === undefined ? { to } : { to, kind })?.require;

describe("what a move has to meet", () => {
  const strict = policy({
    approvals: { count: 3, ...leads },
    card: "production",
    metrics: ["candidate.auc > 0"],
  });

  it("is what the stage requires", () => {
    expect(requireOf(strict)).toMatchObject({ approvals: { count: 3 }, card: "production" });
  });

  it("is for a rollback one approval of those who approve the stage", () => {
    expect(requireOf(strict, "rollback")).toEqual({
      approvals: { count: 1, ...leads, not: ["requester", "author", "committer", "trainer"] },
    });
    expect(requireOf(policy(), "rollback")).toMatchObject({ approvals: { count: 1 } });
  });

  it("is for a rollback what the policy says of rollbacks", () => {
    const written = policy();
    const stages = written.stages.map((one) =>
      one.name === to ? { ...one, rollback: { card: "staging" as const } } : one,
    );
    expect(requireOf({ ...written, stages }, "rollback")).toEqual({ card: "staging" });
  });

  it("is nothing for a stage that the policy does not have", () => {
    expect(stageForMove(strict, { to: stage("moon"), kind: "rollback" })).toBeUndefined();
  });
});
