import fc from "fast-check";
import { expect, it } from "vitest";
import { nameRun } from "../../../core/tracking/run-name.ts";
import { law } from "../../support/law.ts";

it("names any run by two words and a number, always alike", () => {
  const id = fc.string({ unit: fc.constantFrom("0", "7", "a", "f"), minLength: 32, maxLength: 32 });
  law(id, (given) => {
    expect(nameRun(given)).toMatch(/^[a-z]+-[a-z]+-\d{1,3}$/);
    expect(nameRun(given)).toBe(nameRun(given));
  });
});
