import fc from "fast-check";
import { expect, it } from "vitest";
import { formatCompareTo, parseCompareTo } from "../../../core/compare/compare-to.ts";

const RUN = "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b";

const version = (which: object) => ({ kind: "version", reference: { model: "churn", which } });

it.each([
  [RUN, { kind: "run", id: RUN }],
  ["123456", { kind: "artifact", id: 123456 }],
  ["churn@3", version({ kind: "version", version: 3 })],
  ["churn@production", version({ kind: "stage", stage: "production" })],
  ["churn@0", { kind: "branch", branch: "churn@0" }],
  ["Fix@home", { kind: "branch", branch: "Fix@home" }],
  ["refs/heads/churn@3", { kind: "branch", branch: "churn@3" }],
  ["main", { kind: "branch", branch: "main" }],
  [`refs/heads/${RUN}`, { kind: "branch", branch: RUN }],
  ["0123", { kind: "branch", branch: "0123" }],
  ["9".repeat(20), { kind: "branch", branch: "9".repeat(20) }],
])("%s", (text, expected) => {
  expect(parseCompareTo(text)).toEqual(expected);
});

it("writes what it reads back as the same", () => {
  const text = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.stringMatching(/^[0-9a-f]{32}$/),
    fc.nat().map(String),
    fc.constantFrom("refs/heads/x", "refs/heads/refs/heads/12", "refs/heads/churn@3"),
    fc.stringMatching(/^[a-z.]{1,4}@[a-z0-9-]{1,4}$/),
  );
  fc.assert(
    fc.property(text, (written) => {
      const to = parseCompareTo(written);
      expect(parseCompareTo(formatCompareTo(to))).toEqual(to);
    }),
  );
});
