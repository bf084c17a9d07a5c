import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePolicy } from "../../../adapters/importers/policy-file.ts";
import { digestOf } from "../../../core/canonical.ts";
import { decide } from "../../../core/policy/decide.ts";
import { facts, review } from "../../support/facts.ts";

// The digests were computed by the release before attestation, evidence and fresh data could be asked for.
test("a policy that does not ask for them, and a decision by it, keep the digests that older events hold", () => {
  const file = new URL("../../fixtures/policies/without-evidence.yml", import.meta.url);
  const policy = parsePolicy(readFileSync(file, "utf8"));
  const given = facts({
    reviews: { known: true, value: [review({ id: 1, submittedAt: "2026-01-02T10:00:00Z" })] },
    data: { known: true, value: [{ name: "a", scheme: "dvc", strength: "B", role: "training" }] },
    since: "2026-01-01T00:00:00Z",
  });
  expect(digestOf(policy)).toBe("581988b9e04d2d5922a63ed62643772b0568517f5750d1001f5c5eb7e844bf35");
  expect(digestOf(given)).toBe("6a862cdc78358f221834e25724da4247d6469d18e04f39a89684b69ab7902372");
  expect(digestOf(decide(policy, given))).toBe(
    "8c25e81572943d185c45f8b4ccbc8d399fd2d99bd744b3e92cbd2e828573d337",
  );
});
