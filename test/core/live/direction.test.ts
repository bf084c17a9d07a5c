import { expect, test } from "vitest";
import { directionOf } from "../../../core/live/direction.ts";

test.each([
  ["val_loss", "minimize"],
  ["test/F1", "maximize"],
  ["eval.accuracy", "maximize"],
  ["throughput", null],
  ["glossy", null],
  ["accuracy_loss", null],
  ["neg_log_loss", null],
  ["test_neg_mean_absolute_error", null],
  ["negative_loss", null],
])("%s says %s", (name, direction) => {
  expect(directionOf(name, {})).toBe(direction);
});

test("the configuration counts before the name", () => {
  const goal = (word: "maximize" | "none") => ({ val_loss: { goal: word, tolerance: 0 } });
  expect(directionOf("val_loss", goal("maximize"))).toBe("maximize");
  expect(directionOf("val_loss", goal("none"))).toBeNull();
});
