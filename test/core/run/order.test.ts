import { expect, it } from "vitest";
import { runIdSchema } from "../../../core/names.ts";
import { newestFirst } from "../../../core/run/order.ts";

it("compares moments as times and settles ties by id", () => {
  const begun = (digit: string, startedAt: string) => ({
    id: runIdSchema.parse(digit.repeat(32)),
    startedAt,
  });
  const runs = [
    begun("d", "2026-01-31T12:00:00Z"),
    begun("c", "2026-01-31T12:00:00.000Z"),
    begun("b", "2026-01-31T12:00:00.001Z"),
    begun("a", "2025-12-31T23:59:59.999Z"),
  ];
  expect(runs.toSorted(newestFirst).map(({ id }) => id[0])).toEqual(["b", "c", "d", "a"]);
});
