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

describe("order", () => {
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
