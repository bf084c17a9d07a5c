import { z } from "zod";
import { workflowPathSchema } from "./workflow-path.ts";

/** What `actions/attest` and `actions/attest-build-provenance` sign unless told otherwise. */
export const PROVENANCE_PREDICATE = "https://slsa.dev/provenance/v1";

const attestationObjectSchema = z
  .strictObject({
    workflow: workflowPathSchema.optional().meta({
      description: "the workflow that signs, where it is another one of the same repository and branch",
    }),
    predicate: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .meta({ description: `the predicate type; without it ${PROVENANCE_PREDICATE}` }),
    runner: z
      .enum(["github-hosted", "self-hosted"])
      .optional()
      .meta({ description: "the kind of runner that signed; without it any" }),
  })
  .meta({ id: "AttestationRequirement" });

export const attestationRequirementSchema = z.union([z.literal("required"), attestationObjectSchema], {
  error: "attestation is `required`, or { workflow, predicate, runner }",
});
export type WrittenAttestationRule = z.infer<typeof attestationRequirementSchema>;

export interface AttestationRule {
  /** Undefined for the workflow that trained the version. */
  readonly workflow: string | undefined;
  readonly predicate: string;
  /** Undefined for any. */
  readonly runner: string | undefined;
}

/** Both forms of the rule as one: the short one is the object with nothing in it. */
export function attestationRule(written: WrittenAttestationRule): AttestationRule {
  const { workflow, predicate, runner } = written === "required" ? {} : written;
  return { workflow, predicate: predicate ?? PROVENANCE_PREDICATE, runner };
}
