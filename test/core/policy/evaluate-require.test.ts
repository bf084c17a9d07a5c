import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../core/policy/decide.ts";
import type { WrittenPolicy } from "../../../core/policy/policy.ts";
import { requireSchema } from "../../../core/policy/require.ts";
import { facts, policy } from "../../support/facts.ts";
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
