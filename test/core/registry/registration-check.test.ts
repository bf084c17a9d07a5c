import fc from "fast-check";
import { expect, it } from "vitest";
import { CHECK_NAME } from "../../../core/registry/audit-settings.ts";
import {
  formatRegistrationKey,
  parseRegistrationKey,
  refusalKey,
  registrationCheckName,
} from "../../../core/registry/registration-check.ts";
import { law } from "../../support/law.ts";

it("a key is read back as it was written, and differs by run and reason", () => {
  const runs = fc.integer({ min: 1, max: 2 ** 50 });
  law(fc.tuple(runs, fc.string()), ([runId, reason]) => {
    const key = refusalKey(runId, { code: "PROVENANCE_REFUSED", reason });
    expect(parseRegistrationKey(formatRegistrationKey(key))).toEqual(key);
    expect(refusalKey(runId, { code: "ARTIFACT_INVALID", reason })).not.toEqual(key);
    expect(refusalKey(runId, { code: "PROVENANCE_REFUSED", reason: `${reason}.` })).not.toEqual(key);
  });
  const done = { runId: 7, said: "registered" };
  expect(parseRegistrationKey(formatRegistrationKey(done))).toEqual(done);
});

it.each(["", "register:0:registered", "register:7:", "register:7:no", "dispatch:a:b"])(
  "a key of another form is none of ours: %j",
  (text) => expect(parseRegistrationKey(text)).toBeUndefined(),
);

it("the check is called after the series, on one line, and never as the one that rulesets require", () => {
  expect(registrationCheckName({ experiment: "train/fit" })).toBe("pedigree: register train/fit");
  expect(registrationCheckName({ experiment: "train/fit", leg: "lr=1" })).toBe(
    "pedigree: register train/fit (lr=1)",
  );
  const long = registrationCheckName({ experiment: `a\nb${"c".repeat(500)}` });
  expect(long.length).toBeLessThanOrEqual(120);
  expect(long).not.toContain("\n");
  expect(registrationCheckName({ experiment: "" })).not.toBe(CHECK_NAME);
});
