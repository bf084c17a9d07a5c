import { describe, expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { facts, policy } from "../../../support/facts.ts";

interface Case {
  readonly from: string | null;
  readonly to: string;
  readonly holders?: Record<string, number[]>;
}

function order({ from, to, holders }: Case) {
  const move = { model: "churn", version: 2, from, to };
  const given = facts({ move, holders: holders ?? (from === null ? {} : { [from]: [2] }) });
  return decide(policy(), given).requirements.find(({ kind }) => kind === "order")?.status;
}

describe("a rollback", () => {
  const back = (part: Record<string, unknown>) => {
    const move = { model: "churn", version: 2, from: "archived", to: "production", kind: "rollback" };
    const decision = decide(policy(), facts({ move, holders: { archived: [2], production: [1] }, ...part }));
    return decision.requirements.find(({ kind }) => kind === "order");
  };

  test("goes back to a version that was displaced, whatever `from` says", () => {
    expect(back({ former: [3, 2] })).toMatchObject({
      status: "passed",
      expected: "a version that production was taken from",
      found: "in archived",
      remedy: null,
    });
  });

  test.each([
    ["that was never displaced", { former: [3] }, "never displaced from production"],
    ["of which that was not read", {}, "never displaced from production"],
    [
      "that holds the stage",
      { former: [2], holders: { archived: [2], production: [2] } },
      "in production already",
    ],
    ["that stands elsewhere", { former: [2], holders: { staging: [2] } }, "not in archived"],
  ])("does not go back to one %s", (_, part, found) => {
    expect(back(part)).toMatchObject({
      status: "failed",
      found,
      remedy: "move the version along the stages of the policy",
    });
  });
});

describe("order", () => {
  test.each([
    ["development", "a new version", null],
    ["staging", "a version in development", "development"],
    ["archived", "a version in any other stage", "staging"],
  ])("into %s says what it expects", (to, expected, from) => {
    const given = facts({ move: { model: "churn", version: 2, from, to }, holders: {} });
    const result = decide(policy(), given).requirements.find(({ kind }) => kind === "order");
    expect(result).toMatchObject({ title: `the way into ${to}`, expected });
    expect(result?.found).toBe(from === null ? "a new version" : `not in ${from}`);
  });
  test.each([
    [{ from: null, to: "development" }, "passed"],
    [{ from: null, to: "staging" }, "failed"],
    [{ from: "development", to: "staging" }, "passed"],
    [{ from: "development", to: "production" }, "failed"],
    [{ from: "staging", to: "production" }, "passed"],
    [{ from: "production", to: "archived" }, "passed"],
    [{ from: "archived", to: "archived" }, "failed"],
    [{ from: "staging", to: "development" }, "failed"],
    [{ from: "staging", to: "shadow" }, "failed"],
    [{ from: "staging", to: "production", holders: {} }, "failed"],
    [{ from: "staging", to: "production", holders: { development: [2] } }, "failed"],
    [{ from: null, to: "development", holders: { staging: [2] } }, "failed"],
    [{ from: "staging", to: "production", holders: { staging: [2], production: [2] } }, "failed"],
  ] satisfies [Case, string][])("%j is %s", (given, status) => {
    expect(order(given)).toBe(status);
  });
});
