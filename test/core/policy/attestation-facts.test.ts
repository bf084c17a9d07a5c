import { expect, test } from "vitest";
import {
  type AttestationFacts,
  attestationFactsSchema,
  withoutDetails,
} from "../../../core/policy/attestation-facts.ts";

const digest = (letter: string) => letter.repeat(64);

function factsWith(detail: string): AttestationFacts {
  const signer = {
    workflow: "https://github.com/acme/churn/.github/workflows/train.yml@refs/heads/main",
    issuer: "https://token.actions.githubusercontent.com",
    repositoryId: "7",
    commit: "a".repeat(40),
    ref: "refs/heads/main",
    trigger: "push",
    runner: "github-hosted",
  };
  return attestationFactsSchema.parse({
    root: digest("1"),
    trained: {
      repository: { id: 7, fullName: "acme/churn" },
      workflow: ".github/workflows/train.yml",
      branch: "main",
      commit: "a".repeat(40),
    },
    artifact: digest("2"),
    files: [digest("3")],
    bundles: [
      {
        path: "evidence/good.sigstore.json",
        digest: digest("4"),
        outcome: {
          kind: "verified",
          authority: "public",
          signer,
          predicate: "https://slsa.dev/provenance/v1",
          subjects: [digest("2")],
          at: "2026-01-01T12:00:00Z",
        },
      },
      {
        path: "evidence/bad.sigstore.json",
        digest: null,
        outcome: { kind: "refused", code: "untrusted", detail },
      },
    ],
  });
}

test("the verifier's own words are no part of what is compared, and everything else is", () => {
  const [one, other] = [factsWith("signature of 2026"), factsWith("signature, says another release")];
  expect(withoutDetails(one)).toEqual(withoutDetails(other));
  expect(withoutDetails(one)).toEqual(factsWith(""));
  const [good, bad] = one.bundles;
  const moved = { ...one, bundles: [good, bad && { ...bad, path: "evidence/x.sigstore.json" }] };
  expect(withoutDetails(moved as AttestationFacts)).not.toEqual(withoutDetails(one));
});
