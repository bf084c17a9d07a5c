import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { commitShaSchema } from "../../../core/names.ts";
import type { Decision, RequirementResult, RequirementStatus } from "../../../core/policy/decision.ts";
import {
  decisionDigest,
  decisionReport,
  outcomeOf,
  shutReport,
} from "../../../core/report/decision-report.ts";
import { judgement } from "../../support/events.ts";

const HOSTILE = "x | y\n\n# @acme/all <img src=x onerror=alert(1)> [a](https://evil.example) ```";

function result(status: RequirementStatus, part: Partial<RequirementResult> = {}): RequirementResult {
  return {
    kind: "checks",
    status,
    title: "a check",
    expected: "success",
    found: "nothing",
    remedy: status === "passed" ? null : "run it",
    evidence: [],
    children: [],
    ...part,
  };
}

function decision(...requirements: RequirementResult[]): Decision {
  const allowed = requirements.every(({ status }) => status === "passed");
  return {
    ...judgement({ version: 2, from: "staging", to: "production" }).decision,
    allowed,
    requirements,
  };
}

describe("the outcome of the check", () => {
  it.each<[RequirementStatus[], string]>([
    [["passed", "passed"], "success"],
    [["passed", "pending"], "waiting"],
    [["pending", "failed"], "failure"],
    [["pending", "unknown"], "failure"],
    [["unknown"], "failure"],
  ])("for %j is %s", (statuses, outcome) => {
    expect(outcomeOf(decision(...statuses.map((status) => result(status))))).toBe(outcome);
  });

  it("is never green for a decision without requirements that was not allowed", () => {
    expect(outcomeOf({ ...decision(), allowed: false })).toBe("failure");
  });
});

describe("the digest of a decision", () => {
  const head = commitShaSchema.parse("a".repeat(40));

  it("does not change with the moment or the facts' digest", () => {
    const one = decision(result("pending"));
    expect(decisionDigest(head, { ...one, facts: one.policy })).toBe(decisionDigest(head, one));
  });

  it("changes with the head and with anything that is shown", () => {
    const digest = decisionDigest(head, decision(result("pending")));
    expect(decisionDigest(commitShaSchema.parse("b".repeat(40)), decision(result("pending")))).not.toBe(
      digest,
    );
    expect(decisionDigest(head, decision(result("pending", { found: "1 of 2" })))).not.toBe(digest);
  });
});

describe("the check's text", () => {
  const renderer = createRenderer();

  it("shows every requirement with what to do next", () => {
    const report = decisionReport(
      decision(result("passed"), result("failed", { title: "the card", remedy: "complete card.md" })),
    );
    expect(report.headline).toBe("1 of 2 requirements is not met");
    expect(report.next.map(({ item }) => item)).toEqual([[{ text: "complete card.md", foreign: false }]]);
    const text = renderer.render("check", { report, shut: null });
    expect(text).toContain("the card");
    expect(text).toContain("complete card.md");
  });

  it("keeps hostile words inside their cell", () => {
    const hostile = result("failed", {
      title: HOSTILE,
      expected: HOSTILE,
      found: HOSTILE,
      remedy: HOSTILE,
      children: [result("failed", { title: HOSTILE })],
    });
    const text = renderer.render("check", { report: decisionReport(decision(hostile)), shut: null });
    // In a code span nothing is markup, and no span may end early.
    const outside = text.replace(/(?<!`)(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, "");
    expect(outside).not.toContain("<img");
    expect(outside).not.toContain("@acme");
    expect(text).not.toMatch(/^# @/m);
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    expect(rows).toHaveLength(4);
  });

  it("stays far below GitHub's 65,535 characters", () => {
    const long = "ä`|".repeat(5000);
    const child = result("failed", { title: long, expected: long, found: long, remedy: long });
    const parent = { ...child, children: Array.from({ length: 500 }, () => child) };
    const text = renderer.render("check", { report: decisionReport(decision(parent)), shut: null });
    expect(text.length).toBeLessThan(65_535);
  });

  it("says why nothing could be judged", () => {
    const shut = shutReport(new PedigreeError("POLICY_INVALID", `broken ${HOSTILE}`));
    const text = renderer.render("check", { report: null, shut });
    expect(text).toContain("POLICY_INVALID");
    expect(text).toContain("broken");
  });
});
