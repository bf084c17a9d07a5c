import { expect, it } from "vitest";
import { CHECK_BUTTONS, parseCheckButton } from "../../../core/registry/check-button.ts";

it("the buttons of the check fit what GitHub shows", () => {
  expect(CHECK_BUTTONS.length).toBeLessThanOrEqual(3);
  for (const { identifier, label, description } of CHECK_BUTTONS) {
    expect(label.length).toBeLessThanOrEqual(20);
    expect(description.length).toBeLessThanOrEqual(40);
    expect(identifier.length).toBeLessThanOrEqual(20);
    expect(parseCheckButton(identifier)).toBe(identifier);
  }
  expect(parseCheckButton("merge")).toBeUndefined();
});
