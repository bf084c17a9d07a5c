import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { timingOf } from "../../../../core/policy/requirements/evidence.ts";
import { ALICE, BOB, facts, HEAD, policy, review } from "../../../support/facts.ts";
import { law } from "../../../support/law.ts";

const VALIDATE = { name: "validate", app: "github-actions" };
const approvals = { count: 1, from: [{ team: "acme/ml-leads" }] };
const at = (second: number) => `2026-01-02T10:00:${String(second).padStart(2, "0")}Z`;

const validate = (part: Record<string, unknown> = {}) => ({
  id: 1,
  ...VALIDATE,
  appId: 15368,
  status: "completed",
  conclusion: "success",
  commit: HEAD,
  startedAt: at(0),
  completedAt: at(20),
  ...part,
});

function approvalsUnder(evidence: ("decision" | "checks")[], found: Record<string, unknown>) {
  const { require } = { require: { approvals, evidence, checks: [VALIDATE] } };
  const decision = decide(policy(require), facts({ checks: { known: true, value: [validate()] }, ...found }));
  return decision.requirements.find(({ kind }) => kind === "approvals");
}
const approved = (second: number, user = ALICE) => review({ user, submittedAt: at(second) });
const reviews = (...value: unknown[]) => ({ known: true, value });

describe("the decision", () => {
  test.each([
    [9, at(10), "pending"],
    [10, at(10), "pending"],
    [11, at(10), "passed"],
    [11, null, "pending"],
    [11, undefined, "unknown"],
  ])("approved at %i, shown since %s: %s", (second, shownSince, status) => {
    const found = { reviews: reviews(approved(second)), ...(shownSince === undefined ? {} : { shownSince }) };
    expect(approvalsUnder(["decision"], found)?.status).toBe(status);
  });

  test("an early approval is named with what to do, and is made good by approving again", () => {
    const early = { shownSince: at(10), reviews: reviews(approved(5)) };
    expect(approvalsUnder(["decision"], early)).toMatchObject({
      expected: "1 approval from acme/ml-leads, given after the decision was shown",
      found: "0 of 1; not counted: alice (approved before the decision was shown)",
      remedy: "let alice look at the evidence and approve again",
      evidence: [],
    });
    const again = { shownSince: at(10), reviews: reviews(approved(5), approved(15)) };
    expect(approvalsUnder(["decision"], again)).toMatchObject({ status: "passed", found: "1 of 1: alice" });
  });

  test("others whose approval came in time are enough", () => {
    const found = { shownSince: at(10), reviews: reviews(approved(5), approved(15, BOB)) };
    expect(approvalsUnder(["decision"], found)?.status).toBe("passed");
  });
});

describe("the checks", () => {
  const under = (check: Record<string, unknown>, second = 30) =>
    approvalsUnder(["checks"], {
      checks: { known: true, value: [validate(check)] },
      reviews: reviews(approved(second)),
    });

  test.each<[string, Record<string, unknown>, number, string]>([
    ["that ended before", {}, 30, "passed"],
    ["that ended after", {}, 19, "pending"],
    ["that have not ended", { status: "in_progress", conclusion: null, completedAt: null }, 30, "pending"],
    ["that failed", { conclusion: "failure" }, 30, "pending"],
    ["of which the end is not known", { completedAt: undefined }, 30, "unknown"],
    ["of which GitHub tells no end", { completedAt: null }, 30, "unknown"],
  ])("%s", (_, check, second, status) => {
    expect(under(check, second)?.status).toBe(status);
  });

  test.each([
    ["1", "passed"],
    ["2", "pending"],
    [undefined, "unknown"],
  ])("of a workflow whose file is %s where 1 is governed: %s", (file, status) => {
    const workflow = ".github/workflows/validate.yml";
    const blobs = { known: true, value: { judged: `${file}`.repeat(40), governed: "1".repeat(40) } };
    const found = facts({
      checks: { known: true, value: [validate({ workflow })] },
      workflowFiles: file === undefined ? [] : [{ on: "head", path: workflow, blobs }],
      reviews: reviews(approved(30)),
    });
    const rule = { approvals, evidence: ["checks" as const], checks: [{ ...VALIDATE, workflow }] };
    const result = decide(policy(rule), found).requirements.find(({ kind }) => kind === "approvals");
    expect(result?.status).toBe(status);
  });

  test("that could not be read are unknown", () => {
    const found = { checks: { known: false, reason: "lost" }, reviews: reviews(approved(30)) };
    expect(approvalsUnder(["checks"], found)).toMatchObject({
      status: "unknown",
      found: "0 of 1; not counted: alice (whether after check validate had succeeded is not known)",
    });
  });

  test("that are not there have not succeeded", () => {
    const found = { checks: { known: true, value: [] }, reviews: reviews(approved(30)) };
    expect(approvalsUnder(["checks"], found)?.status).toBe("pending");
  });
});

test("a second is one moment, however many digits of it are told", () => {
  const order = (submittedAt: string, since: string) => timingOf(submittedAt, [{ what: "a", since }]).order;
  expect(order("2026-01-02T10:00:10.900Z", "2026-01-02T10:00:10.100Z")).toBe("before");
  expect(order("2026-01-02T10:00:10.900Z", at(10))).toBe("before");
  expect(order(at(11), "2026-01-02T10:00:10.900Z")).toBe("after");
  expect(order("2026-01-02T10:00:11.100Z", "2026-01-02T10:00:10.900Z")).toBe("after");
});

test("where nothing is asked for, nothing is said of it", () => {
  const decision = decide(policy({ approvals }), facts({ reviews: reviews(approved(1)) }));
  const result = decision.requirements.find(({ kind }) => kind === "approvals");
  expect([result?.status, result?.expected]).toEqual(["passed", "1 approval from acme/ml-leads"]);
});

test("evidence only ever takes approvals away", () => {
  const seconds = fc.integer({ min: 0, max: 59 });
  const shown = fc.option(seconds.map(at), { nil: null });
  law(fc.tuple(seconds, seconds, shown), ([first, second, shownSince]) => {
    const found = { shownSince, reviews: reviews(approved(first), approved(second, BOB)) };
    const counted = (evidence: ("decision" | "checks")[]) =>
      approvalsUnder(evidence, found)?.evidence.length ?? 0;
    expect(counted(["decision", "checks"])).toBeLessThanOrEqual(counted(["decision"]));
    const without = decide(policy({ approvals }), facts(found)).requirements.at(-1);
    expect(counted(["decision"])).toBeLessThanOrEqual(without?.evidence.length ?? 0);
  });
});

test("what is missing outweighs what is not known", () => {
  const seen = [
    { what: "a", since: undefined },
    { what: "b", since: null },
  ];
  expect(timingOf(at(1), seen)).toEqual({ order: "before", what: "b" });
  expect(timingOf(at(1), [])).toEqual({ order: "after" });
});
