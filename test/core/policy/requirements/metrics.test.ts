import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { encodeMetric } from "../../../../core/run/metric.ts";
import { facts, policy } from "../../../support/facts.ts";

function metrics(condition: string, part: Record<string, unknown> = {}) {
  const decision = decide(policy({ metrics: [condition] }), facts(part));
  const result = decision.requirements.find(({ kind }) => kind === "metrics")?.children[0];
  return [result?.status, result?.found];
}

const known = (value: unknown) => ({ known: true, value });

describe("metrics", () => {
  test.each([
    ["candidate.auc >= 0.9", "passed", "candidate.auc = 0.92"],
    ["candidate.auc >= 1", "failed", "candidate.auc = 0.92"],
    ["candidate.auc * 100 > 91", "passed", "candidate.auc = 0.92"],
    ['candidate["val/auc"] >= 0.9', "passed", 'candidate["val/auc"] = 0.9'],
    ["candidate.auc >= holder.auc - 0.005", "passed", "candidate.auc = 0.92, holder.auc = 0.91"],
    ["candidate.auc > holder.auc + 0.05", "failed", "candidate.auc = 0.92, holder.auc = 0.91"],
    ["!(candidate.auc < 0.9) && candidate.auc != 1.0", "passed", "candidate.auc = 0.92"],
    ["candidate.f1 >= 0.5", "failed", "candidate.f1 is not recorded"],
    ["candidate.toString >= 0.5", "failed", "candidate.toString is not recorded"],
    ["candidate.auc > 0.9 || candidate.f1 > 0.5", "failed", "candidate.f1 is not recorded"],
    ["candidate.loss <= 9.0", "failed", "candidate.loss is NaN"],
    ["!(candidate.loss > 9.0)", "failed", "candidate.loss is NaN"],
    ["candidate.auc >= baseline.auc", "failed", "there is no baseline run"],
    ["candidate.auc / 0 > 1", "failed", "candidate.auc = 0.92, which calculates to no finite number"],
    ["candidate.auc > 0 || candidate.auc / 0 > 1", "passed", "candidate.auc = 0.92"],
    [
      "candidate.auc / 0 > 1 || candidate.auc > 0",
      "failed",
      "candidate.auc = 0.92, which calculates to no finite number",
    ],
  ])("%s is %s", (condition, status, found) => {
    expect(metrics(condition)).toEqual([status, found]);
  });

  test("with no holder yet, only what would be compared with it is left out", () => {
    const first = { holder: known(null) };
    expect(metrics("candidate.auc >= holder.auc", first)).toEqual([
      "passed",
      "candidate.auc = 0.92, no holder yet",
    ]);
    expect(metrics("!(candidate.auc < holder.auc)", first)[0]).toBe("passed");
    expect(metrics("candidate.auc >= holder.auc && candidate.auc >= 0.95", first)[0]).toBe("failed");
    expect(metrics("candidate.auc >= holder.auc && candidate.f1 >= 0.5", first)[0]).toBe("failed");
    expect(metrics("candidate.auc / 0 > holder.auc", first)[0]).toBe("failed");
  });

  test("a holder that lacks the metric is no reason to pass", () => {
    expect(metrics("candidate.auc >= holder.f1")).toEqual(["failed", "holder.f1 is not recorded"]);
  });

  test("what could not be read is unknown", () => {
    const lost = { holder: { known: false, reason: "run.json is gone" } };
    expect(metrics("candidate.auc >= holder.auc", lost)).toEqual([
      "unknown",
      "holder is not known: run.json is gone",
    ]);
    expect(metrics("candidate.auc >= 0.9", lost)[0]).toBe("passed");
  });

  test("of an empty stage the version that stood there last is compared with", () => {
    const predecessor = known({ version: 1, metrics: { auc: 0.95 } });
    const condition = "candidate.auc >= holder.auc";
    const of = (part: Record<string, unknown>) => metrics(condition, part);
    expect(of({ holder: known(null), predecessor })).toEqual([
      "failed",
      "candidate.auc = 0.92, holder.auc = 0.95",
    ]);
    expect(of({ predecessor })).toEqual(["passed", "candidate.auc = 0.92, holder.auc = 0.91"]);
    expect(of({ holder: { known: false, reason: "gone" }, predecessor })[0]).toBe("unknown");
    expect(of({ holder: known(null), predecessor: { known: false, reason: "gone" } })[0]).toBe("unknown");
    expect(metrics("candidate.auc >= baseline.auc", { predecessor })[0]).toBe("failed");
  });

  test("what to do is what the unknown itself says, or else another version", () => {
    const remedyOf = (condition: string, part: Record<string, unknown> = {}) =>
      decide(policy({ metrics: ["candidate.auc > 0", condition] }), facts(part)).requirements.find(
        ({ kind }) => kind === "metrics",
      )?.remedy;
    const compared = "candidate.auc >= holder.auc";
    const unread = { known: false, reason: "two hold it" };
    const another = "train a version that meets the conditions, or propose another policy";
    expect(remedyOf(compared)).toBeNull();
    expect(remedyOf(compared, { holder: { ...unread, remedy: "archive one" } })).toBe("archive one");
    expect(remedyOf(compared, { holder: unread })).toBe(another);
    expect(remedyOf("candidate.auc >= 1")).toBe(another);
  });

  test("an unusable condition in a policy that was not checked keeps the gate shut", () => {
    expect(metrics("candidate.auc >=")[0]).toBe("unknown");
  });

  test("no value that is not finite satisfies any comparison", () => {
    const comparison = fc.constantFrom("<", "<=", ">", ">=", "==", "!=");
    const awkward = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    fc.assert(
      fc.property(
        comparison,
        awkward,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        (op, value, bound, not) => {
          const comparing = `candidate.x ${op} ${bound.toFixed(3).slice(0, 20)}`;
          const candidate = known({ version: 2, metrics: { x: encodeMetric(value) } });
          expect(metrics(not ? `!(${comparing})` : comparing, { candidate })[0]).not.toBe("passed");
        },
      ),
    );
  });

  test("a finite value is compared as the number it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }), (a, b) => {
        const candidate = known({ version: 2, metrics: { x: a / 8 } });
        expect(metrics(`candidate.x >= ${b / 8}`, { candidate })[0]).toBe(a >= b ? "passed" : "failed");
      }),
    );
  });
});
