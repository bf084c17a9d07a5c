import { z } from "zod";
import { approvalsRequirementSchema } from "./approvals-rule.ts";

/** Path of a workflow file. */
export const workflowPathSchema = z
  .string()
  .regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, "a workflow is .github/workflows/NAME.yml");

export const checkRequirementSchema = z
  .strictObject({
    name: z.string().min(1).max(200).meta({ description: "the check run's name, exactly" }),
    app: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: "slug of the GitHub App that must have made the check" }),
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

export const requireSchema = z
  .strictObject({
    approvals: approvalsRequirementSchema.optional().meta({ description: "reviews that have to approve" }),
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
  })
  .meta({ id: "Require" });
export type Require = z.infer<typeof requireSchema>;
