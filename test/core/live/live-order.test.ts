import { expect, test } from "vitest";
import { liveOrderSchema, liveWordSchema } from "../../../core/live/live-order.ts";
import { liveOrder } from "../../support/live-order.ts";

test("an order is what it was after it went through a pipe", () => {
  const order = liveOrder({ goals: { loss: { goal: "minimize", tolerance: 0.1 } }, secrets: ["a"] });
  expect(liveOrderSchema.parse(JSON.parse(JSON.stringify(order)))).toEqual(order);
});

test.each([
  ["a repository that is none", { repository: "acme" }],
  ["no token", { token: "" }],
])("an order with %s is none", (_what, change) => {
  const order = liveOrder();
  expect(liveOrderSchema.safeParse({ ...order, board: { ...order.board, ...change } }).success).toBe(false);
});

test.each([
  ["line\n::error::made up", false],
  ["\u001b[31mred", false],
  ["x".repeat(1001), false],
  ["live view: 403", true],
])("what a recorder says is told to people only where it is one plain line: %j", (refused, isTaken) => {
  expect(liveWordSchema.safeParse({ begun: true, refused, notes: [] }).success).toBe(isTaken);
  expect(liveWordSchema.safeParse({ begun: true, refused: null, notes: [refused] }).success).toBe(isTaken);
});
