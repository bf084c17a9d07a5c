import { describe, expect, it } from "vitest";
import { decide } from "../../../core/policy/decide.ts";
import { type DecidedMove, rehearseOpen, rehearsePast } from "../../../core/report/rehearsal-report.ts";
import { BOB, facts, policy, review } from "../../support/facts.ts";

const LEADS = { from: [{ team: "acme/ml-leads" }] };
const now = policy({ approvals: { count: 1, ...LEADS } });

function move(reviews: readonly unknown[]): DecidedMove {
  const judged = facts({ reviews: { known: true, value: reviews } });
  return { pull: 7, decision: decide(now, judged), facts: judged };
}

describe("a rehearsal", () => {
  const approved = move([review()]);
  const waiting = move([]);

  it("says nothing of what comes out the same", () => {
    expect(rehearsePast(now, [approved], 9)).toEqual({ looked: 1, total: 9, rows: [] });
    expect(rehearseOpen(now, [approved, waiting], 2).rows).toEqual([]);
  });

  it("names past moves that would have been refused, and why", () => {
    const stricter = policy({ approvals: { count: 1, ...LEADS }, metrics: ["candidate.auc >= 0.99"] });
    const { rows } = rehearsePast(stricter, [approved], 1);
    expect(rows).toMatchObject([{ title: "churn 2 → production", pull: 7, outcome: "would be refused" }]);
    expect(rows[0]?.because).toEqual([
      [
        { text: "candidate.auc >= 0.99", foreign: true },
        { text: ": found ", foreign: false },
        { text: "candidate.auc = 0.92", foreign: true },
      ],
    ]);
  });

  it("counts the conditions beyond those that fit into a line", () => {
    const metrics = Array.from({ length: 9 }, (_, at) => `candidate.auc >= 0.99${at}`);
    const { rows } = rehearsePast(policy({ metrics }), [approved], 1);
    expect(rows[0]?.because).toHaveLength(6);
    expect(rows[0]?.because.at(-1)).toEqual([{ text: "and 4 more", foreign: false }]);
  });

  it("says what a policy that only reports would report", () => {
    const audit = policy(
      { approvals: { count: 1, ...LEADS }, metrics: ["candidate.auc >= 0.99"] },
      { mode: "audit" },
    );
    const [past] = rehearsePast(audit, [approved], 1).rows;
    const [open] = rehearseOpen(audit, [approved], 1).rows;
    for (const row of [past, open]) {
      expect(row).toMatchObject({
        outcome: "would land, and this be reported",
        because: [expect.anything()],
      });
    }
  });

  it("says whom a move would displace, and that it would displace nobody", () => {
    const stages = (change: Record<string, unknown>) => ({
      ...now,
      stages: now.stages.map((stage) => (stage.name === "production" ? { ...stage, ...change } : stage)),
    });
    const outcome = (change: Record<string, unknown>) =>
      rehearsePast(stages(change), [approved], 1).rows.map((row) => row.outcome);
    expect(outcome({ holders: "many", displaced: undefined })).toEqual(["would displace nobody"]);
    expect(outcome({ displaced: "development" })).toEqual([
      "would displace version 1, which goes to development",
    ]);
  });

  it("names open moves that would wait, land or be refused instead", () => {
    const outcomes = (by: ReturnType<typeof policy>, one: DecidedMove) =>
      rehearseOpen(by, [one], 1).rows.map(({ outcome }) => outcome);
    expect(outcomes(policy({ approvals: { count: 2, ...LEADS } }), approved)).toEqual(["would wait"]);
    expect(outcomes(policy({}), waiting)).toEqual(["would land"]);
    expect(outcomes(policy({ metrics: ["candidate.auc >= 0.99"] }), approved)).toEqual(["would be refused"]);
  });

  it("does not guess what nobody looked up", () => {
    const other = policy({ approvals: { count: 1, from: [{ team: "acme/risk" }] } });
    const two = move([review(), review({ user: BOB })]);
    const told = "cannot be told from what was looked up";
    expect(rehearseOpen(other, [two], 1).rows).toMatchObject([{ outcome: told }]);
    expect(rehearsePast(other, [two], 1).rows).toMatchObject([{ outcome: told }]);
  });
});
