import { describe, expect, test } from "vitest";
import { describeError, ERROR_CODES, exitStatus, PedigreeError } from "../../core/errors.ts";

describe("PedigreeError", () => {
  test("says in one line what, where, expected, found and what to do", () => {
    const error = new PedigreeError("POLICY_INVALID", "policy cannot be used", {
      subject: "pedigree.yml",
      path: "stages[2].from",
      expected: "a stage",
      found: "two\nlines",
      remedy: "name one",
    });
    expect(error.message).toBe(
      "policy cannot be used: pedigree.yml: stages[2].from: expected a stage, found two lines; name one",
    );
  });

  test("leaves out what is not known and keeps the cause", () => {
    const cause = new Error("inner");
    const error = new PedigreeError("INTERNAL", "it broke", { cause });
    expect([error.message, error.cause]).toEqual(["it broke", cause]);
  });

  test("the family decides the exit status", () => {
    expect(exitStatus(new PedigreeError("INPUT_INVALID", "x"))).toBe(2);
    expect(exitStatus(new PedigreeError("REMOTE_UNAVAILABLE", "x"))).toBe(3);
    expect(exitStatus(new PedigreeError("INTERNAL", "x"))).toBe(70);
    expect(exitStatus(new Error("x"))).toBe(70);
  });

  test("whatever was thrown is one line", () => {
    expect(describeError(new PedigreeError("INTERNAL", "it broke"))).toBe("INTERNAL: it broke");
    expect(describeError(new TypeError("no number"))).toBe("TypeError: no number");
    expect(describeError("text")).toBe("an unknown error");
  });

  test("codes are capitals and explain themselves", () => {
    for (const [code, { means }] of Object.entries(ERROR_CODES)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(means.length).toBeGreaterThan(15);
    }
  });
});
