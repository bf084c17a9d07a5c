import { expect, it } from "vitest";
import {
  MAX_LINE_CHARACTERS,
  MAX_REVIEWABLE_BYTES,
  whyNotReviewable,
} from "../../../core/policy/reviewable.ts";

it.each([
  ["prose", "# Churn\r\n\tWho leaves, and when? Überall. 👩‍🔬\n"],
  ["nothing", ""],
  ["the longest line", "x".repeat(MAX_LINE_CHARACTERS)],
])("%s can be reviewed", (_, text) => {
  expect(whyNotReviewable(text)).toBeUndefined();
});

it.each([
  ["too long a line", `a\n${"x".repeat(MAX_LINE_CHARACTERS + 1)}`, "line 2"],
  ["too much", "xxxxxxxxx\n".repeat(MAX_REVIEWABLE_BYTES / 10 + 1), "bytes"],
  ["a reversed order", "a\nb\u202ec", "line 2"],
  ["an isolate", "\u2066x", "line 1"],
  ["a zero-width space", "le\u200bads", "line 1"],
  ["an escape", "\u001b[2K", "line 1"],
  ["a NUL", "a\u0000", "line 1"],
])("%s cannot", (_, text, why) => {
  expect(whyNotReviewable(text)).toContain(why);
});
