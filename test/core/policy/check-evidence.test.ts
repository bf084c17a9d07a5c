import { expect, test } from "vitest";
import { checkPolicy } from "../../../core/policy/check-policy.ts";
import type { WrittenPolicy } from "../../../core/policy/policy.ts";
import { policy } from "../../support/facts.ts";

type Require = NonNullable<WrittenPolicy["stages"][number]["require"]>;
const CHECKS = [{ name: "validate", app: "github-actions" }];
const problems = (require: Require, part = {}) =>
  checkPolicy(policy(require, part)).map(({ path, found }) => [path, found]);

test.each<[string, Require, unknown]>([
  ["nothing that it weighs", { evidence: ["decision"] }, [["stages[2].require.evidence", "none"]]],
  [
    "no checks to wait for",
    { evidence: ["checks"], approvals: {} },
    [["stages[2].require.evidence", "none"]],
  ],
  [
    "the same twice",
    { evidence: ["decision", "decision"], approvals: {} },
    [["stages[2].require.evidence[1]", "decision again"]],
  ],
  [
    "approvals in another block only",
    { approvals: {}, all: [{ evidence: ["decision"] }] },
    [["stages[2].require.all[0].evidence", "none"]],
  ],
  ["all that it needs", { evidence: ["decision", "checks"], approvals: {}, checks: CHECKS }, []],
])("finds %s", (_, require, found) => {
  expect(problems(require)).toEqual(found);
});

test("a pattern takes approvals and checks over from the stage, where there are any", () => {
  const models = { "churn*": { stages: { production: { require: { evidence: ["checks"] } } } } };
  expect(problems({ approvals: {}, checks: CHECKS }, { models })).toEqual([]);
  expect(problems({}, { models })).toEqual([[`models["churn*"].stages.production.require.evidence`, "none"]]);
});
