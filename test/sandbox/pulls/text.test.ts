import { expect, test } from "vitest";
import { checkText, MAX_BODY } from "../../../sandbox/pulls/text.ts";

test.each([
  [{ title: "t".repeat(256), body: "b".repeat(MAX_BODY) }],
  [{ title: "🚀".repeat(256) }],
  [{ body: null }],
  [{}],
])("takes what fits", (text) => {
  expect(() => checkText(text)).not.toThrow();
});

test.each([
  [{ title: " " }, "missing_field", "title"],
  [{ title: "t".repeat(257) }, "custom", "title"],
  [{ body: "b".repeat(MAX_BODY + 1) }, "custom", "body"],
])("refuses what is blank or too long", (text, code, field) => {
  expect(() => checkText(text)).toThrow(
    expect.objectContaining({ status: 422, errors: [expect.objectContaining({ code, field })] }),
  );
});
