import { z } from "zod";
import { approvalsRequirementSchema } from "./approvals-rule.ts";

export const checkRequirementSchema = z
  .strictObject({
    name: z.string().min(1).max(200).meta({ description: "the check run's name, exactly" }),
    app: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: "slug of the GitHub App that must have made the check" }),
  })
  .meta({ id: "CheckRequirement" });

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
