import { expect, test } from "vitest";
import { liveOrderSchema } from "../../../core/live/live-order.ts";
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
