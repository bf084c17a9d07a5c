import { expect, test } from "vitest";
import { attempt } from "../../../adapters/importers/attempt.ts";
import { PedigreeError } from "../../../core/errors.ts";

const FILE = { path: "params.yaml" };

test("what can be read is given back, and nothing is told", async () => {
  const problems: PedigreeError[] = [];
  expect(await attempt(FILE, problems, () => Promise.resolve(1), 0)).toBe(1);
  expect(problems).toEqual([]);
});

test.each([
  [
    new PedigreeError("FILE_TOO_LARGE", "too large", { subject: "other.yaml" }),
    "FILE_TOO_LARGE",
    "other.yaml",
  ],
  [new Error("EACCES: permission denied"), "FILE_UNREADABLE", "params.yaml"],
])("%s is told, and something else stands in", async (error, code, subject) => {
  const problems: PedigreeError[] = [];
  const read = () => Promise.reject(error);
  expect(await attempt(FILE, problems, read, 0)).toBe(0);
  expect(problems).toMatchObject([{ code, details: { subject } }]);
});
