import { z } from "zod";
import { commitShaSchema, instantSchema, sha256Schema } from "../names.ts";
import { repositorySchema } from "../run/run.ts";

const claimSchema = z.string().max(1_000).nullable();

/** Who signed, as the certificate says; null for what it does not say. */
export const signerSchema = z
  .strictObject({
    workflow: claimSchema.meta({
      description: "the certificate's subject: URL of the workflow, @ and its ref",
    }),
    issuer: claimSchema,
    repositoryId: claimSchema.meta({ description: "GitHub's id of the source repository, extension .15" }),
    commit: claimSchema.meta({ description: "commit of the source, extension .13" }),
    ref: claimSchema.meta({ description: "ref of the source, extension .14" }),
    trigger: claimSchema.meta({ description: "event that started the workflow, extension .20" }),
    runner: claimSchema.meta({ description: "github-hosted or self-hosted, extension .11" }),
  })
  .meta({ id: "Signer" });
export type Signer = z.infer<typeof signerSchema>;

/** Why a bundle proves nothing, with what each means to a reader. */
export const BUNDLE_REFUSALS = {
  "too-large": "it is larger than is read",
  unreadable: "it is no Sigstore bundle",
  "old-format": "its format is older than bundle version 0.2",
  "no-statement": "it signs no in-toto statement",
  "no-certificate": "it is not signed with a short-lived certificate",
  "other-authority": "its certificate is neither from Sigstore's public instance nor from GitHub's",
  "no-root": "the registry's trusted root has no such authority",
  "root-unusable": "the registry's trusted root cannot be read",
  untrusted: "its signature, certificate, log entry or timestamp does not verify",
} as const;
export type BundleRefusal = keyof typeof BUNDLE_REFUSALS;

const refusalSchema = z.enum(Object.keys(BUNDLE_REFUSALS) as [BundleRefusal, ...BundleRefusal[]]);

/** So many subjects one attestation may have on GitHub. */
export const MAX_SUBJECTS = 1_024;

export const bundleOutcomeSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("verified"),
      authority: z.enum(["public", "github"]).meta({
        description: "Sigstore's public instance with its transparency log, or GitHub's own with timestamps",
      }),
      signer: signerSchema,
      predicate: z.string().max(1_000),
      subjects: z.array(sha256Schema).max(MAX_SUBJECTS),
      at: instantSchema.nullable().meta({ description: "the earliest verified timestamp" }),
    }),
    z.strictObject({
      kind: z.literal("refused"),
      code: refusalSchema,
      detail: z.string().max(300).meta({ description: "the verifier's own words, no part of the decision" }),
    }),
  ])
  .meta({ id: "BundleOutcome" });
export type BundleOutcome = z.infer<typeof bundleOutcomeSchema>;

/** What a version has to prove, and what the registry holds as proof, each bundle with what came of verifying it. */
export const attestationFactsSchema = z
  .strictObject({
    root: sha256Schema
      .nullable()
      .meta({ description: "digest of trusted_root.jsonl, null where there is none" }),
    trained: z.strictObject({
      repository: repositorySchema,
      workflow: z.string().max(512),
      branch: z.string().max(255),
      commit: commitShaSchema,
    }),
    artifact: sha256Schema.meta({ description: "digest of the run's artifact" }),
    files: z.array(sha256Schema).max(1_000).meta({ description: "digests of the model's files" }),
    bundles: z.array(
      z.strictObject({
        path: z.string(),
        digest: sha256Schema.nullable().meta({ description: "null where the file cannot be read" }),
        outcome: bundleOutcomeSchema,
      }),
    ),
  })
  .meta({ id: "AttestationFacts" });
export type AttestationFacts = z.infer<typeof attestationFactsSchema>;

/** Without the verifier's own words, which another release may choose differently. */
export function withoutDetails(facts: AttestationFacts): AttestationFacts {
  const bundles = facts.bundles.map(({ outcome, ...bundle }) => ({
    ...bundle,
    outcome: outcome.kind === "refused" ? { ...outcome, detail: "" } : outcome,
  }));
  return { ...facts, bundles };
}
