import { expect, test } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { describeTrouble, Warnings } from "../../usecases/warnings.ts";

test("a part that fails leaves its fallback and one line", async () => {
  const warnings = new Warnings(["first"]);
  expect(await warnings.take("data", [], () => Promise.reject(new Error("no\n  disk")))).toEqual([]);
  expect(await warnings.take("data", [0], () => Promise.resolve({ value: [1], warnings: ["half"] }))).toEqual(
    [1],
  );
  expect(warnings.all()).toEqual(["first", "data: no disk", "half"]);
});

test("an error of ours keeps its whole message", () => {
  const error = new PedigreeError("FILE_UNREADABLE", "file cannot be read", {
    subject: "a.json",
    found: "noise",
  });
  expect(describeTrouble("metrics", error)).toBe("metrics: file cannot be read: a.json: found noise");
});
