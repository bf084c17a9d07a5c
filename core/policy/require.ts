import { z } from "zod";
import { approvalsRequirementSchema, stricterApprovalsSchema } from "./approvals-rule.ts";
import { attestationRequirementSchema } from "./attestation-rule.ts";
import { dataRequirementSchema } from "./data-rule.ts";
import { durationSchema } from "./duration.ts";
import { freezeWindowSchema } from "./freeze-window.ts";
import { workflowPathSchema } from "./workflow-path.ts";

export const checkRequirementSchema = z
  .strictObject({
    name: z.string().min(1).max(200).meta({ description: "the check run's name, exactly" }),
    app: z
      .union([z.string().min(1).max(100), z.int().positive()])
      .meta({ description: "the GitHub App that must have made the check: its slug, or its id as a number" }),
    on: z.enum(["head", "training"]).optional().meta({
      description:
        "the judged commit (`head`, also without it) or the commit that the version was trained from",
    }),
    workflow: workflowPathSchema.optional().meta({
      description: "the workflow that must have made it, unchanged from the governed branch",
    }),
  })
  .meta({ id: "CheckRequirement" });
export type CheckRule = z.infer<typeof checkRequirementSchema>;

export const cardLevelSchema = z.enum(["development", "staging", "production"]);
export type CardLevel = z.infer<typeof cardLevelSchema>;

/** What an approver can have been asked to see: what the App showed, and what others checked. */
export const evidenceKindSchema = z.enum(["decision", "checks"]);

/** What one block may ask for. None has a default, so that a block's digest is that of what was written. */
const conditions = {
  approvals: approvalsRequirementSchema.optional().meta({ description: "reviews that have to approve" }),
  evidence: z.array(evidenceKindSchema).min(1).max(2).optional().meta({
    description: "what has to be there before an approval of this block counts: `decision`, `checks`",
  }),
  checks: z
    .array(checkRequirementSchema)
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "checks that have to succeed on the judged commit" }),
  card: cardLevelSchema.optional().meta({ description: "the card must be complete at this level" }),
  metrics: z
    .array(z.string().min(1).max(500))
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "CEL conditions over candidate, holder and baseline" }),
  data: dataRequirementSchema.optional().meta({
    description:
      "how strongly each training and evaluation input has to be named, and how fresh it has to be",
  }),
  attestation: attestationRequirementSchema.optional().meta({
    description: "the workflow that trained the version has to have signed what it made",
  }),
  soak: durationSchema
    .optional()
    .meta({ description: "how long the version has to stand in its stage first" }),
  freeze: z
    .array(freezeWindowSchema)
    .min(1)
    .max(20)
    .optional()
    .meta({ description: "windows of time in which nothing enters" }),
};

const allOf = { description: "blocks all of which have to be met, besides what is written here" };
const anyOf = { description: "blocks of which at least one has to be met" };

/** Three levels and no more, by construction: a policy that people can still read. */
const innermostSchema = z.strictObject(conditions).meta({ id: "RequireInnermost" });
const innerSchema = z
  .strictObject({
    ...conditions,
    all: z.array(innermostSchema).min(1).max(10).optional().meta(allOf),
    any: z.array(innermostSchema).min(2).max(10).optional().meta(anyOf),
  })
  .meta({ id: "RequireInner" });

export const requireSchema = z
  .strictObject({
    ...conditions,
    all: z.array(innerSchema).min(1).max(10).optional().meta(allOf),
    any: z.array(innerSchema).min(2).max(10).optional().meta(anyOf),
  })
  .meta({ id: "Require" });
export type Require = z.infer<typeof requireSchema>;

/** What a model pattern may ask for beyond the stage. */
export const stricterRequireSchema = z
  .strictObject({
    ...conditions,
    approvals: stricterApprovalsSchema
      .optional()
      .meta({ description: "only what is said here is stricter, the rest is as in the stage" }),
  })
  .meta({ id: "StricterRequire" });
export type StricterRequire = z.infer<typeof stricterRequireSchema>;
