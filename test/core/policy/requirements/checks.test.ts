import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { facts, HEAD, OLDER, policy } from "../../../support/facts.ts";

const VALIDATE = { name: "validate", app: "github-actions" };

function check(part: Record<string, unknown> = {}): unknown {
  const startedAt = "2026-01-02T10:00:00Z";
  return {
    id: 1,
    ...VALIDATE,
    appId: 15368,
    status: "completed",
    conclusion: "success",
    commit: HEAD,
    startedAt,
    ...part,
  };
}

function checks(...value: unknown[]) {
  return decide(policy({ checks: [VALIDATE] }), facts({ checks: { known: true, value } })).requirements.find(
    ({ kind }) => kind === "checks",
  );
}

describe("checks", () => {
  test("success on the head passes and is kept as evidence", () => {
    expect(checks(check())).toMatchObject({
      status: "passed",
      evidence: [{ kind: "check", name: "validate", app: "github-actions", appId: 15368, checkRunId: 1 }],
    });
  });

  test.each([
    ["neutral", "failed"],
    ["skipped", "failed"],
    ["failure", "failed"],
    ["cancelled", "failed"],
    ["timed_out", "failed"],
    [null, "failed"],
  ])("conclusion %s is %s", (conclusion, status) => {
    expect(checks(check({ conclusion }))?.status).toBe(status);
  });

  test.each([
    ["none at all", []],
    ["one in progress", [check({ status: "in_progress", conclusion: null })]],
    ["one of another App", [check({ app: "impostor" })]],
    ["one of another name", [check({ name: "Validate" })]],
    ["one of another commit", [check({ commit: OLDER })]],
    ["a rerun that waits", [check(), check({ id: 2, status: "queued", conclusion: null, startedAt: null })]],
  ])("%s is waited for", (_, list) => {
    expect(checks(...list)?.status).toBe("pending");
  });

  test("the newest decides, in any order of the list", () => {
    const rerun = check({ id: 2, startedAt: "2026-01-02T11:00:00Z", conclusion: "failure" });
    expect(checks(check(), rerun)?.status).toBe("failed");
    expect(checks(rerun, check())?.status).toBe("failed");
    const sameSecond = check({ id: 3, conclusion: "failure" });
    expect(checks(sameSecond, check())?.status).toBe("failed");
  });

  test("one of two is not enough, and the worse one decides", () => {
    const two = policy({ checks: [VALIDATE, { name: "lint", app: "github-actions" }] });
    const given = facts({ checks: { known: true, value: [check()] } });
    expect(decide(two, given).requirements.find(({ kind }) => kind === "checks")?.status).toBe("pending");
    const failed = facts({ checks: { known: true, value: [check({ conclusion: "failure" })] } });
    expect(decide(two, failed).requirements.find(({ kind }) => kind === "checks")?.status).toBe("failed");
  });

  test("a list that could not be read is unknown", () => {
    const given = facts({ checks: { known: false, reason: "rate limit" } });
    const result = decide(policy({ checks: [VALIDATE] }), given).requirements.find(
      ({ kind }) => kind === "checks",
    );
    expect([result?.status, result?.found]).toEqual(["unknown", "rate limit"]);
  });
});
