import { expect, it } from "vitest";
import { versionsText } from "../../../core/policy/versions-text.ts";

it.each([
  [[2, 1], "versions 1 and 2"],
  [[3, 10, 2], "versions 2, 3 and 10"],
  [[1, 2, 3, 4, 5], "versions 1, 2, 3, 4 and 5"],
  [[1, 2, 3, 4, 5, 6], "versions 1, 2, 3, 4, 5 and 6"],
  [[1, 2, 3, 4, 5, 6, 7], "versions 1, 2, 3, 4, 5 and 2 more"],
])("names %j as %s", (versions, text) => {
  expect(versionsText(versions)).toBe(text);
});
