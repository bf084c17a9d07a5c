import { describe, expect, test } from "vitest";
import { checkPolicy } from "../../../core/policy/check-policy.ts";
import { decide } from "../../../core/policy/decide.ts";
import { waiverSchema, waiversBehind } from "../../../core/policy/waiver.ts";
import { facts, policy, stage } from "../../support/facts.ts";

const WAIVER = {
  model: "churn",
  stage: stage("production"),
  requirement: "metrics" as const,
  by: "alice",
  reason: "the baseline was measured wrongly",
  expires: "2026-01-02",
};
const FAILED = { metrics: ["candidate.auc > 0.99"] };
const metrics = (part: Record<string, unknown>, given = facts()) =>
  decide(policy(FAILED, { waivers: [{ ...WAIVER, ...part }] }), given).requirements.at(-1);

describe("a waiver", () => {
  test("lets pass what it names, and says who, until when and why", () => {
    expect(metrics({})).toMatchObject({ kind: "metrics", status: "passed", remedy: null });
    expect(metrics({})?.found).toBe(
      "0 of 1; waived by alice until 2026-01-02: the baseline was measured wrongly",
    );
    expect(decide(policy(FAILED, { waivers: [WAIVER] }), facts()).allowed).toBe(true);
  });

  test.each([
    ["of another model", { model: "other" }],
    ["of another version", { version: 3 }],
    ["of another stage", { stage: "archived" }],
    ["of another requirement", { requirement: "card" }],
    ["that has ended", { expires: "2026-01-01" }],
  ])("%s changes nothing", (_, part) => {
    expect(metrics(part)?.status).toBe("failed");
  });

  test("leaves no trace on what passes or is unknown anyway", () => {
    const rules = (waivers: readonly unknown[], part: Record<string, unknown> = {}) =>
      decide(policy({ metrics: ["candidate.auc > 0.5"] }, { waivers }), facts(part)).requirements;
    expect(rules([WAIVER])).toEqual(rules([]));
    const lost = { candidate: { known: false, reason: "lost" } };
    expect(rules([WAIVER], lost)).toEqual(rules([], lost));
  });

  test("of this version or of a pattern fits", () => {
    expect(metrics({ version: 2 })?.status).toBe("passed");
    expect(metrics({ model: "ch*" })?.status).toBe("passed");
  });

  test("never lets pass what is unknown", () => {
    expect(metrics({}, facts({ candidate: { known: false, reason: "lost" } }))?.status).toBe("unknown");
  });

  test("does not lift a failure that has something unknown beside it", () => {
    const rules = policy({ metrics: ["candidate.auc > 0.99", "baseline.auc > 0.5"] }, { waivers: [WAIVER] });
    const decision = decide(rules, facts({ baseline: { known: false, reason: "lost" } }));
    expect(decision.requirements.at(-1)).toMatchObject({
      status: "unknown",
      found: "0 of 2; what is unknown cannot be waived",
    });
    expect(
      decide({ ...rules, mode: "audit" }, facts({ baseline: { known: false, reason: "lost" } })).allowed,
    ).toBe(false);
  });

  test("of a part of a block lifts that part", () => {
    const nested = policy({ all: [FAILED] }, { waivers: [WAIVER] });
    expect(decide(nested, facts()).allowed).toBe(true);
  });

  test.each([
    ["approvals", { requirement: "approvals" }],
    ["the way between stages", { requirement: "order" }],
    ["anything without a reason", { reason: "because" }],
    ["anything for ever", { expires: undefined }],
    ["anything until a day of no calendar", { expires: "2026-02-31" }],
  ])("cannot be written for %s", (_, part) => {
    expect(waiverSchema.safeParse({ ...WAIVER, ...part }).success).toBe(false);
  });

  test("for a stage that the policy does not have is found", () => {
    const wrong = policy(FAILED, { waivers: [{ ...WAIVER, stage: "shadow" }] });
    expect(checkPolicy(wrong).map(({ path }) => path)).toEqual(["waivers[0].stage"]);
  });
});

describe("the waivers behind a decision", () => {
  const other = { ...WAIVER, requirement: "card" as const, by: "bob" };
  const behind = (require: Record<string, unknown>, ...written: unknown[]) => {
    const rules = policy(require, { waivers: written });
    return waiversBehind(decide(rules, facts()).requirements, rules.waivers ?? []).map(({ by }) => by);
  };

  test("are those that something was let pass by, however deep it stands", () => {
    expect(behind(FAILED, other, WAIVER)).toEqual(["alice"]);
    expect(behind({ all: [{ any: [FAILED, { data: "A" }] }] }, other, WAIVER)).toEqual(["alice"]);
    expect(behind({ ...FAILED, card: "production" }, other, WAIVER)).toEqual(["bob", "alice"]);
  });

  test("are none where nothing had to be waived, and none of another person or kind", () => {
    expect(behind({ metrics: ["candidate.auc > 0.5"] }, WAIVER)).toEqual([]);
    expect(behind(FAILED, WAIVER, { ...WAIVER, by: "carol" })).toEqual(["alice"]);
    expect(behind(FAILED, WAIVER, { ...WAIVER, requirement: "data" })).toEqual(["alice"]);
  });
});
