import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBranchName, parseBranchName } from "../../../core/registry/branch-name.ts";
import { modelNames, stageNames, versionNumbers } from "../../support/arbitraries.ts";

import { law } from "../../support/law.ts";

const branches = fc.oneof(
  fc.record({ kind: fc.constant("register" as const), model: modelNames, version: versionNumbers }),
  fc.record({
    kind: fc.constantFrom("move" as const, "rollback" as const),
    model: modelNames,
    version: versionNumbers,
    to: stageNames,
  }),
);

describe("governed branch names", () => {
  it("are read back as they were written", () => {
    law(branches, (branch) => expect(parseBranchName(formatBranchName(branch))).toEqual(branch));
  });

  it.each([
    "main",
    "pedigree/register/churn",
    "pedigree/register/churn/03",
    "pedigree/register/churn/0",
    "pedigree/register/churn/3/production",
    "pedigree/register/../3",
    "pedigree/move/churn/3",
    "pedigree/rollback/churn/3",
    "pedigree/rollbacks/churn/3/production",
    "pedigree/move/churn/3/Production",
    "pedigree/move/churn/3/production/x",
    "pedigree/move/churn/3000001/production",
    "x/pedigree/register/churn/3",
    "refs/heads/pedigree/register/churn/3",
  ])("%s is not governed", (name) => expect(parseBranchName(name)).toBeUndefined());
});
