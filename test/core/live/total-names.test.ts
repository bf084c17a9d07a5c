import { expect, test } from "vitest";
import { lastName, namesTotal } from "../../../core/live/total-names.ts";

test.each([
  ["epochs", true],
  ["trainer.max-epochs", true],
  ["fold_0/Max_Steps", true],
  ["epochs.warmup", false],
  ["lr", false],
])("%s: %s", (name, total) => {
  expect(namesTotal(name)).toBe(total);
});

test("a name is known without what it stands under", () => {
  expect(lastName("a/b.Max-Epochs")).toBe("max_epochs");
});
