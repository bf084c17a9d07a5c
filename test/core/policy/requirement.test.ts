import { describe, expect, test } from "vitest";
import { count, resultOf, worstOf } from "../../../core/policy/requirement.ts";
import { REQUIREMENTS } from "../../../core/policy/requirements/index.ts";

const of = (...statuses: ("passed" | "failed" | "pending" | "unknown")[]) =>
  worstOf(statuses.map((status) => ({ status })));

describe("requirements", () => {
  test("the worst part decides, and no part at all is unknown", () => {
    expect(of("passed", "pending", "unknown", "failed")).toBe("failed");
    expect(of("passed", "pending", "unknown")).toBe("unknown");
    expect(of("passed", "pending")).toBe("pending");
    expect(of("passed")).toBe("passed");
    expect(of()).toBe("unknown");
  });

  test("a result has every field", () => {
    expect(resultOf({ kind: "x", status: "passed", title: "t", expected: "e", found: "f" })).toEqual({
      kind: "x",
      status: "passed",
      title: "t",
      expected: "e",
      found: "f",
      remedy: null,
      evidence: [],
      children: [],
    });
  });

  test("each kind is listed once and describes itself", () => {
    expect(new Set(REQUIREMENTS.map(({ kind }) => kind)).size).toBe(REQUIREMENTS.length);
    for (const { describe: described, triggers } of REQUIREMENTS) {
      expect(triggers.length).toBeGreaterThan(0);
      expect(described.rules.length).toBeGreaterThan(0);
    }
  });

  test("counts with the right number", () => {
    expect([count(1, "approval"), count(2, "approval")]).toEqual(["1 approval", "2 approvals"]);
  });
});
