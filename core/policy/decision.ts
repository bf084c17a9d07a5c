import { z } from "zod";
import {
  commitShaSchema,
  modelNameSchema,
  sha256Schema,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";
import { accountSchema } from "../people.ts";

/** What a decision is about. `from` is null when the version enters its first stage. */
export const moveSchema = z
  .strictObject({
    model: modelNameSchema,
    version: versionNumberSchema,
    from: stageNameSchema.nullable(),
    to: stageNameSchema,
    kind: z
      .literal("rollback")
      .optional()
      .meta({ description: "a move back to a former holder; left out for every other move" }),
  })
  .meta({ id: "Move" });
export type Move = z.infer<typeof moveSchema>;

/**
 * passed: met. failed: not met, and waiting alone will not mend it. pending: not met yet, somebody or something
 * can still meet it as things stand. unknown: it could not be evaluated, so the gate stays shut.
 */
export const requirementStatusSchema = z.enum(["passed", "failed", "pending", "unknown"]);
export type RequirementStatus = z.infer<typeof requirementStatusSchema>;

/** An approval that counted, kept in the log: who, which review, of which commit. */
export const approvalEvidenceSchema = z
  .strictObject({
    kind: z.literal("approval"),
    user: accountSchema,
    reviewId: z.int().positive(),
    commit: commitShaSchema,
  })
  .meta({ id: "ApprovalEvidence" });

/** A check that counted. */
export const checkEvidenceSchema = z
  .strictObject({
    kind: z.literal("check"),
    name: z.string(),
    app: z.string(),
    appId: z.int().positive(),
    checkRunId: z.int().positive(),
    conclusion: z.string().nullable(),
    commit: commitShaSchema,
  })
  .meta({ id: "CheckEvidence" });

/** A bundle that counted. */
export const attestationEvidenceSchema = z
  .strictObject({
    kind: z.literal("attestation"),
    path: z.string(),
    digest: sha256Schema,
  })
  .meta({ id: "AttestationEvidence" });

export const evidenceSchema = z
  .discriminatedUnion("kind", [approvalEvidenceSchema, checkEvidenceSchema, attestationEvidenceSchema])
  .meta({ id: "Evidence" });
export type Evidence = z.infer<typeof evidenceSchema>;

/** The result of one requirement, or of one part of it: data that one renderer can explain anywhere. */
export interface RequirementResult {
  readonly kind: string;
  readonly status: RequirementStatus;
  /** A short noun phrase, e.g. `2 approvals from acme/ml-leads`. */
  readonly title: string;
  readonly expected: string;
  readonly found: string;
  /** What to do next and who can, when it is not passed. */
  readonly remedy: string | null;
  readonly evidence: readonly Evidence[];
  readonly children: readonly RequirementResult[];
}

export const requirementResultSchema: z.ZodType<RequirementResult> = z
  .strictObject({
    kind: z.string(),
    status: requirementStatusSchema,
    title: z.string(),
    expected: z.string(),
    found: z.string(),
    remedy: z.string().nullable(),
    evidence: z.array(evidenceSchema),
    get children() {
      return z.array(requirementResultSchema);
    },
  })
  .meta({ id: "RequirementResult" });

/** The outcome of `decide(policy, facts)`, reproducible from the recorded facts. */
export const decisionSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal("decision"),
    move: moveSchema,
    allowed: z.boolean(),
    mode: z.literal("audit").optional().meta({
      description: "the policy only reports: a requirement that failed or waits did not stop the move",
    }),
    policy: sha256Schema.meta({ description: "digest of the canonical, normalised policy" }),
    facts: sha256Schema.meta({ description: "digest of the canonical facts" }),
    requirements: z.array(requirementResultSchema),
    displaced: z
      .array(z.strictObject({ version: versionNumberSchema, to: stageNameSchema }))
      .meta({ description: "holders that leave the stage if the move lands" }),
  })
  .meta({ id: "Decision", title: "Pedigree decision" });
export type Decision = z.infer<typeof decisionSchema>;

/** The requirements that are not met. */
export function openOf({ requirements }: Pick<Decision, "requirements">): readonly RequirementResult[] {
  return requirements.filter(({ status }) => status !== "passed");
}
