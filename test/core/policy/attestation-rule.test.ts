import { expect, test } from "vitest";
import {
  attestationRequirementSchema,
  attestationRule,
  PROVENANCE_PREDICATE,
} from "../../../core/policy/attestation-rule.ts";
import { checkPolicy } from "../../../core/policy/check-policy.ts";
import { policy } from "../../support/facts.ts";

test("the short form asks for provenance by the training workflow", () => {
  expect(attestationRule("required")).toEqual({
    workflow: undefined,
    predicate: PROVENANCE_PREDICATE,
    runner: undefined,
  });
});

test("the long form asks for what it names, and for provenance where it names no predicate", () => {
  const written = { workflow: ".github/workflows/sign.yml", runner: "github-hosted" } as const;
  expect(attestationRule(written)).toEqual({ ...written, predicate: PROVENANCE_PREDICATE });
  const predicate = "https://example.org/tested/v1";
  expect(attestationRule({ predicate })).toEqual({ workflow: undefined, predicate, runner: undefined });
});

test.each([
  ["yes"],
  [{ workflow: "train.yml" }],
  [{ predicate: "provenance" }],
  [{ runner: "mine" }],
  [{ signer: "me" }],
])("%j is no rule", (written) => {
  expect(attestationRequirementSchema.safeParse(written).success).toBe(false);
});

test("a long form that asks for nothing is refused by name", () => {
  expect(checkPolicy(policy({ attestation: {} })).map(({ path }) => path)).toEqual([
    "stages[2].require.attestation",
  ]);
});
