import { describe, expect, it } from "vitest";
import { isKeepersCheck, newsCheckName } from "../../../core/registry/own-checks.ts";
import { registrationCheckName } from "../../../core/registry/registration-check.ts";

const KEY = `- ${"a".repeat(64)}`;

describe("what the keeper of a registry itself writes", () => {
  it.each([
    ["pedigree", KEY],
    [newsCheckName("acme/serving"), "dispatch:promoted:acme/serving"],
    [registrationCheckName({ experiment: "fit" }), "register:7:registered"],
  ])("is known by its name: %s", (name, key) => expect(isKeepersCheck({ name, key })).toBe(true));

  it.each([
    ["validate", KEY],
    ["pedigree / train/fit", "5/abc"],
    ["Pedigree", KEY],
    ["pedigree tells", ""],
  ])("is not %s", (name, key) => expect(isKeepersCheck({ name, key })).toBe(false));

  it("is no job that is only called as its check is", () => {
    for (const key of ["", "1f6c2a52-7a4e-5c8b-a8a0-6f1d2b3c4d5e"]) {
      expect(isKeepersCheck({ name: "pedigree", key })).toBe(false);
    }
  });
});
