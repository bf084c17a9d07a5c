import { expect, test } from "vitest";
import { liveWordSchema } from "../../../core/live/live-word.ts";

test.each([
  ["line\n::error::made up", false],
  ["\u001b[31mred", false],
  ["x".repeat(1001), false],
  ["live view: 403", true],
])("what a recorder says is told to people only where it is one plain line: %j", (refused, isTaken) => {
  expect(liveWordSchema.safeParse({ begun: true, refused, notes: [] }).success).toBe(isTaken);
  expect(liveWordSchema.safeParse({ begun: true, refused: null, notes: [refused] }).success).toBe(isTaken);
});
