import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOfText } from "../../../core/canonical.ts";
import { stageNameSchema } from "../../../core/names.ts";
import {
  type CheckKey,
  digestOfFiles,
  formatCheckKey,
  isCheckKey,
  parseCheckKey,
} from "../../../core/registry/check-key.ts";
import { law } from "../../support/law.ts";

const digests = fc.string().map(digestOfText);
const explained = fc.constantFrom({}, { explained: true as const });
const keys: fc.Arbitrary<CheckKey> = fc
  .tuple(
    fc.record({
      origin: fc.oneof(
        fc.constant(null),
        fc.constant({ kind: "edit" as const }),
        fc.record({ kind: fc.constant("version" as const), files: digests }),
        fc.record(
          {
            kind: fc.constant("move" as const),
            pull: fc.integer({ min: 1, max: 999_999_999 }),
            requester: fc.record({
              id: fc.integer({ min: 1, max: 2 ** 40 }),
              login: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-_]{0,38}(\[bot\])?$/),
              bot: fc.boolean(),
            }),
            from: fc.constantFrom("development", "s-2").map((name) => stageNameSchema.parse(name)),
          },
          { requiredKeys: ["kind", "pull", "requester"] },
        ),
      ),
      verdict: fc.option(digests, { nil: null }),
      shownSince: fc.constantFrom(null, "2026-01-31T12:00:00Z", "2026-01-31T12:00:00.5Z"),
    }),
    explained,
  )
  .map(([key, more]) => ({ ...key, ...more }));

describe("the key of the App's check", () => {
  it("is read back as it was written", () => {
    law(keys, (key) => {
      expect(parseCheckKey(formatCheckKey(key))).toEqual(key);
      expect(isCheckKey(formatCheckKey(key))).toBe(true);
    });
  });

  it.each([
    undefined,
    "",
    "x",
    "move:0:user:1:ada -",
    "version:abc -",
    "- - -",
    "- - 2026-01-31T12:00:00Z -",
    "- - 2026",
    "- - explained x",
    "- - explained explained",
    "- - explained 2026-01-31T12:00:00Z",
    "move:1:user:1:a:B -",
    "move:1:user:1:a:b:c -",
  ])("of another form remembers nothing: %j", (text) => {
    expect(parseCheckKey(text)).toEqual({ origin: null, verdict: null, shownSince: null });
    expect(isCheckKey(text ?? "")).toBe(false);
  });

  it("is not what GitHub Actions gives to jobs", () => {
    expect(isCheckKey("1f6c2a52-7a4e-5c8b-a8a0-6f1d2b3c4d5e")).toBe(false);
    expect(isCheckKey(`dispatch:model-promoted:acme/serving`)).toBe(false);
  });
});

describe("the digest of files", () => {
  const files = [
    ["a", "100644", "1"],
    ["b", "100644", "2"],
  ] as const;

  it("does not depend on their order", () => {
    expect(digestOfFiles(files)).toBe(digestOfFiles(files.toReversed()));
  });

  it.each([
    ["path", [files[0], ["c", "100644", "2"]]],
    ["mode", [files[0], ["b", "120000", "2"]]],
    ["blob", [files[0], ["b", "100644", "3"]]],
    ["count", [files[0]]],
  ] as const)("changes with any %s", (_, others) => {
    expect(digestOfFiles(others)).not.toBe(digestOfFiles(files));
  });
});
