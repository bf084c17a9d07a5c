import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../core/policy/decide.ts";
import type { WrittenPolicy } from "../../../core/policy/policy.ts";
import { requireSchema } from "../../../core/policy/require.ts";
import { facts, policy, review } from "../../support/facts.ts";
import { law } from "../../support/law.ts";

type Written = NonNullable<WrittenPolicy["stages"][number]["require"]>;

const YES: Written = { metrics: ["candidate.auc > 0.9"] };
const NO: Written = { metrics: ["candidate.auc > 0.99"] };
const WAIT: Written = { soak: "24h" };
const LOST: Written = { data: "A" };
const GIVEN = facts({ since: "2026-01-02T11:00:00Z" });

function results(require: Written) {
  return decide(policy(require), GIVEN).requirements.filter(({ kind }) => kind === "all" || kind === "any");
}

describe("any", () => {
  test.each([
    [[NO, YES], "passed"],
    [[LOST, YES], "passed"],
    [[NO, WAIT], "pending"],
    [[NO, LOST], "unknown"],
    [[NO, { ...YES, ...WAIT }], "pending"],
    [[NO, NO], "failed"],
  ] as const)("%j is %s", (any, status) => {
    const [result] = results({ any: [...any] });
    expect(result?.status).toBe(status);
    expect(result?.children).toHaveLength(2);
    expect(decide(policy({ any: [...any] }), GIVEN).allowed).toBe(status === "passed");
  });

  test("says what could be met", () => {
    expect(results({ any: [NO, WAIT] })[0]?.remedy).toBe("meet one of: metrics; soak");
  });
});

describe("the explanation of a block", () => {
  const CAROLS: Written = { approvals: { from: [{ user: "alice" }] } };
  const approved = facts({ reviews: { known: true, value: [review()] }, since: "2026-01-02T11:00:00Z" });
  const explained = (require: Written) =>
    decide(policy(require), approved).requirements.filter(({ kind }) => kind === "all" || kind === "any");

  test("of alternatives names those that are met, with their evidence alone", () => {
    const [met] = explained({ any: [{ ...CAROLS, ...YES }, NO, CAROLS, { ...CAROLS, ...NO }] });
    expect(met).toMatchObject({
      title: "one of 4 alternatives",
      expected: "one of: approvals and metrics; metrics; approvals; approvals and metrics",
      found: "approvals and metrics; approvals",
      remedy: null,
    });
    expect(met?.evidence.map(({ kind }) => kind)).toEqual(["approval", "approval"]);
    expect(explained({ any: [NO, { ...CAROLS, ...NO }] })[0]).toMatchObject({ found: "none", evidence: [] });
  });

  test("of a block counts what is met, and says how to meet the rest, each way once", () => {
    const [block] = explained({ all: [{ ...CAROLS, ...WAIT, ...NO, all: [{ ...NO, ...CAROLS }] }] });
    expect(block).toMatchObject({
      title: "all and approvals and metrics and soak",
      expected: "4 requirements met",
      found: "1 of 4",
      remedy:
        "train a version that meets the conditions, or propose another policy; wait until 2026-01-03T11:00:00Z",
    });
    expect(block?.evidence).toHaveLength(2);
    expect(explained({ all: [{ ...CAROLS, ...YES }] })[0]).toMatchObject({ found: "2 of 2", remedy: null });
    // What has no remedy of its own is named.
    expect(explained({ all: [{ ...LOST, ...YES }] })[0]?.remedy).toBe("data of strength A");
  });
});

describe("all", () => {
  test("adds to what the block itself asks for", () => {
    expect(results({ ...YES, all: [YES, WAIT] }).map(({ status }) => status)).toEqual(["passed", "pending"]);
    expect(decide(policy({ ...NO, all: [YES] }), GIVEN).allowed).toBe(false);
    expect(decide(policy({ ...YES, all: [YES, YES] }), GIVEN).allowed).toBe(true);
  });

  test("a block that asks for nothing has shown nothing", () => {
    expect(results({ any: [{}, NO] })[0]?.status).toBe("unknown");
  });
});

describe("laws", () => {
  const leaf = fc.constantFrom(YES, NO, WAIT, LOST);
  const inner = fc.record(
    {
      all: fc.array(leaf, { minLength: 1, maxLength: 2 }),
      any: fc.array(leaf, { minLength: 2, maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  const block = fc.tuple(leaf, inner).map(([own, inside]) => ({ ...own, ...inside }));
  const truth = ({ metrics, soak, data, all = [], any }: Written): boolean =>
    soak === undefined &&
    data === undefined &&
    metrics?.includes("candidate.auc > 0.99") !== true &&
    all.every(truth) &&
    (any === undefined || any.some(truth));

  test("a tree is allowed exactly when its logic says so", () => {
    law(fc.array(block, { minLength: 2, maxLength: 4 }), (blocks) => {
      const any: Written = { any: blocks };
      const all: Written = { all: blocks };
      for (const require of [any, all]) {
        expect(decide(policy(require), GIVEN).allowed).toBe(truth(require));
      }
    });
  });

  test("another alternative never closes the gate, another block never opens it", () => {
    const allowed = (require: Written) => decide(policy(require), GIVEN).allowed;
    law(fc.tuple(fc.array(block, { minLength: 2, maxLength: 3 }), block), ([blocks, more]) => {
      expect(allowed({ any: blocks }) && !allowed({ any: [...blocks, more] })).toBe(false);
      expect(!allowed({ all: blocks }) && allowed({ all: [...blocks, more] })).toBe(false);
    });
  });
});

test("blocks nest three deep and no deeper", () => {
  const nested = (depth: number): unknown => (depth === 0 ? YES : { all: [nested(depth - 1)] });
  const isAllowed = (depth: number) => requireSchema.safeParse(nested(depth)).success;
  expect([isAllowed(2), isAllowed(3)]).toEqual([true, false]);
});
