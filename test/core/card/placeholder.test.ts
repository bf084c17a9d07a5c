import { expect, test } from "vitest";
import { hasPlaceholder, PLACEHOLDER } from "../../../core/card/placeholder.ts";

test.each([
  PLACEHOLDER,
  "more information  needed".replace("  ", " "),
  "x TODO y",
  "TBD.",
  "Lorem ipsum dolor",
])("%j is one", (text) => {
  expect(hasPlaceholder(text)).toBe(true);
});

test.each(["", "a todo list", "No more is needed for information", "TODOS", "mastodon"])(
  "%j is none",
  (text) => {
    expect(hasPlaceholder(text)).toBe(false);
  },
);
