import { expect, test } from "vitest";
import { isSafeRef } from "../../../sandbox/git/resolve-commit.ts";

test.each([
  "refs/heads/main",
  "refs/heads/pedigree/register/churn/3",
  "refs/tags/v1.0",
  "refs/heads/über",
  "refs/heads/a@b",
])("%s is a ref", (ref) => {
  expect(isSafeRef(ref)).toBe(true);
});

test.each([
  "main",
  "refs/heads",
  "refs/heads/",
  "refs//main",
  "refs/heads/../../config",
  "refs/heads/.hidden",
  "refs/heads/a.lock",
  "refs/heads/a.lock/b",
  "refs/heads/a b",
  "refs/heads/a\nb",
  "refs/heads/a~1",
  "refs/heads/a^",
  "refs/heads/a:b",
  "refs/heads/a?",
  "refs/heads/a*",
  "refs/heads/a[b",
  "refs/heads/a\\b",
  "refs/heads/a@{1}",
  "refs/heads/a.",
])("%j is none", (ref) => {
  expect(isSafeRef(ref)).toBe(false);
});
