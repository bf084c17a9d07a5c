import { describe, expect, it } from "vitest";
import type { Policy } from "../../../core/policy/policy.ts";
import { partsForMove, rulesForMove, stageForMove } from "../../../core/policy/stage-for-move.ts";
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

  it("is for a rollback one approval of whoever may write, where one of its rules names nobody", () => {
    const open = policy({ any: [{ approvals: leads }, { approvals: { count: 2 } }] });
    const not = ["requester", "author", "committer", "trainer"];
    expect(requireOf(open, "rollback")).toEqual({
      any: [{ approvals: { count: 1, ...leads, not } }, { approvals: { count: 1, not } }],
    });
  });

  it("is every block of it, taken apart", () => {
    const written = policy({
      card: "staging",
      all: [{ soak: "1h" }, { any: [{ data: "A" }, { data: "B" }] }],
    });
    const parts = partsForMove(written, { model: churn, to });
    expect(parts.map(({ card, soak, data }) => card ?? soak ?? data ?? null)).toEqual(
      expect.arrayContaining(["staging", "1h", "A", "B"]),
    );
    expect(partsForMove(strict, { model: churn, to, kind: "rollback" })).toEqual([
      requireOf(strict, "rollback"),
    ]);
    expect(partsForMove(strict, { model: churn, to: stage("moon") })).toEqual([]);
  });

  it("keeps apart what patterns add, for a move of any kind", () => {
    const soak = { stages: { [to]: { require: { soak: "7d" } } } };
    const approvals = { stages: { [to]: { require: { approvals: { from: [{ user: "risk" }] } } } } };
    const written = { ...strict, models: { churn: soak, "c*": approvals } };
    const patterns = (kind?: "rollback") =>
      rulesForMove(written, { model: churn, to, ...(kind === undefined ? {} : { kind }) })?.patterns.map(
        ({ pattern }) => pattern,
      );
    expect(patterns()).toEqual(["c*", "churn"]);
    expect(patterns("rollback")).toEqual(["c*"]);
    expect(rulesForMove(written, { model: churn, to: stage("moon") })).toBeUndefined();
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
