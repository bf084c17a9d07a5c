import { describe, expect, it } from "vitest";
import { decide } from "../../../core/policy/decide.ts";
import type { Policy } from "../../../core/policy/policy.ts";
import { changeOf, outlookOf } from "../../../core/report/decision-change.ts";
import { BOB, facts, policy, review } from "../../support/facts.ts";

const LEADS = { from: [{ team: "acme/ml-leads" }] };
const ONE = policy({ approvals: { count: 1, ...LEADS } });
const TWO = policy({ approvals: { count: 2, ...LEADS } });
const HIGH = policy({ metrics: ["candidate.auc >= 0.99"] });
const OTHERS = policy({ approvals: { count: 1, from: [{ team: "acme/risk" }] } });
const approved = facts({ reviews: { known: true, value: [review()] } });
const under = (by: Policy, found = approved) => decide(by, found);

describe("what a decision means", () => {
  it.each([
    ["lands", ONE],
    ["waits", TWO],
    ["refused", HIGH],
    ["reported", policy({ metrics: ["candidate.auc >= 0.99"] }, { mode: "audit" })],
  ] as const)("%s", (outlook, by) => {
    expect(outlookOf(under(by))).toBe(outlook);
  });

  it("cannot be told where something is unknown and nothing has failed", () => {
    const reviewed = facts({ reviews: { known: true, value: [review(), review({ user: BOB })] } });
    const unseen = facts({ reviews: { known: false, reason: "not shown" } });
    expect(outlookOf(under(OTHERS, reviewed))).toBe("unclear");
    expect(outlookOf(under(ONE, unseen))).toBe("unclear");
    const both = policy({ approvals: { count: 1, ...LEADS }, metrics: ["candidate.auc >= 0.99"] });
    expect(outlookOf(under(both, unseen))).toBe("refused");
    expect(outlookOf(under({ ...both, mode: "audit" }, unseen))).toBe("unclear");
  });
});

describe("a change", () => {
  const titles = (change: ReturnType<typeof changeOf>) =>
    [change.newlyOpen, change.noLongerOpen, change.stillOpen].map((list) => list.map(({ title }) => title));

  it("is none between equal decisions, whenever they were made", () => {
    const later = facts({ ...approved, at: "2026-02-01T12:00:00Z" });
    expect(changeOf(under(TWO), under(TWO, later)).isSame).toBe(true);
    expect(changeOf(under(TWO), under(ONE)).isSame).toBe(false);
  });

  it("tells what is open only after, only before, and both times", () => {
    const metrics = ["candidate.auc >= 0.99"];
    const change = changeOf(under(TWO), under(policy({ approvals: { count: 2, ...LEADS }, metrics })));
    expect(titles(change)).toEqual([metrics, [], ["2 approvals from acme/ml-leads"]]);
    expect(titles(changeOf(under(HIGH), under(ONE)))).toEqual([[], metrics, []]);
    expect(titles(changeOf(under(ONE), under(TWO)))).toEqual([["2 approvals from acme/ml-leads"], [], []]);
  });

  it("takes what is open for a worse reason for new", () => {
    const unseen = facts({ reviews: { known: false, reason: "not shown" } });
    const change = changeOf(under(TWO), under(TWO, unseen));
    expect(change.isSame).toBe(false);
    expect(titles(change)).toEqual([["2 approvals from acme/ml-leads"], [], []]);
  });

  it("is one where only somebody else would be displaced", () => {
    const stages = ONE.stages.map((stage) =>
      stage.name === "production" ? { ...stage, holders: "many" as const, displaced: undefined } : stage,
    );
    const change = changeOf(under(ONE), under({ ...ONE, stages }));
    expect(change).toEqual({ isSame: false, newlyOpen: [], noLongerOpen: [], stillOpen: [] });
  });
});
