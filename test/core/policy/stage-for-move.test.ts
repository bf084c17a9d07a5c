import { describe, expect, it } from "vitest";
import type { Policy } from "../../../core/policy/policy.ts";
import { stageForMove } from "../../../core/policy/stage-for-move.ts";
import { model, policy, stage } from "../../support/facts.ts";

const to = stage("production");
const churn = model("churn");
const leads = { from: [{ team: "acme/leads" }] };

const requireOf = (written: Policy, kind?: "rollback") =>
  stageForMove(written, kind === undefined ? { model: churn, to } : { model: churn, to, kind })?.require;

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
    expect(stageForMove(strict, { model: churn, to: stage("moon"), kind: "rollback" })).toBeUndefined();
  });

  it("is for a rollback one approval, whichever group it comes from", () => {
    const both = policy({
      approvals: { count: 2, each: [{ from: [{ team: "acme/leads" }] }, { from: [{ user: "risk" }] }] },
    });
    expect(requireOf(both, "rollback")).toEqual({
      approvals: {
        count: 1,
        from: [{ team: "acme/leads" }, { user: "risk" }],
        not: ["requester", "author", "committer", "trainer"],
      },
    });
  });

  it("is for a rollback one approval of those whom its blocks name", () => {
    const nested = policy({
      any: [{ approvals: leads }, { approvals: { from: "owners" }, card: "staging" }],
    });
    expect(requireOf(nested, "rollback")).toMatchObject({
      any: [{ approvals: { count: 1, ...leads } }, { approvals: { count: 1, from: "owners" } }],
    });
  });

  it("is with what a pattern adds, of which a rollback meets only who approves", () => {
    const written = {
      ...strict,
      models: {
        "chu*": {
          stages: {
            [to]: { require: { approvals: { from: [{ user: "risk" }] }, metrics: ["candidate.f1 > 0"] } },
          },
        },
        churn: { stages: { [to]: { require: { soak: "7d" } } } },
      },
    };
    expect(requireOf(written)?.all).toHaveLength(2);
    expect(requireOf(written, "rollback")?.all).toEqual([
      { approvals: { count: 1, from: [{ user: "risk" }], not: expect.any(Array) } },
    ]);
  });
});
