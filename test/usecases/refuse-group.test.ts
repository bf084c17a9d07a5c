import { expect, it } from "vitest";
import { commitShaSchema } from "../../core/names.ts";
import { refuseGroup } from "../../usecases/refuse-group.ts";
import { MemoryChecks } from "../support/memory-checks.ts";

const HEAD = commitShaSchema.parse("a".repeat(40));

it("refuses a merge queue's group once, and never over a check that the App wrote for another reason", async () => {
  const checks = new MemoryChecks();
  expect(await refuseGroup({ checks }, HEAD)).toBe(true);
  expect(checks.verdictOn(HEAD)).toMatchObject({ outcome: "failure", head: HEAD });
  expect(await refuseGroup({ checks }, HEAD)).toBe(false);
  expect(checks.published).toHaveLength(1);
});

it("writes nothing where the present checks cannot be read", async () => {
  const checks = new MemoryChecks();
  checks.list = async () => ({ known: false, reason: "lost page" });
  expect(await refuseGroup({ checks }, HEAD)).toBe(false);
  expect(checks.published).toEqual([]);
});
