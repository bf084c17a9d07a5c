import { z } from "zod";
import { principalSchema } from "./principal.ts";

/** Rights in the registry repository that may be asked of an approver, from the least to the most. */
export const APPROVER_PERMISSIONS = ["write", "maintain", "admin"] as const;

const permissionApproverSchema = z.strictObject({ permission: z.enum(APPROVER_PERMISSIONS) });

/** Who may approve: a team, a user, or everybody with a right in the registry repository. */
export const approverSchema = z
  .union([principalSchema, permissionApproverSchema], {
    error:
      "an approver is { team: organisation/slug }, { user: login }, { user: login, id: number } or { permission: write }",
  })
  .meta({ id: "Approver" });
export type Approver = z.infer<typeof approverSchema>;

/** A list, or the owners that `model.yml` names. */
export const approversSchema = z.union([z.array(approverSchema).min(1), z.literal("owners")]);

export const excludedRoleSchema = z.enum([
  "requester",
  "author",
  "committer",
  "trainer",
  "co-author",
  "pusher",
]);
export type ExcludedRole = z.infer<typeof excludedRoleSchema>;

const countSchema = z.int().min(1).max(20);

export const approvalGroupSchema = z
  .strictObject({
    count: countSchema.default(1).meta({ description: "how many people of this group" }),
    from: approversSchema.meta({ description: "who belongs to the group" }),
  })
  .meta({ id: "ApprovalGroup" });

export const approvalsRequirementSchema = z
  .strictObject({
    count: countSchema.default(1).meta({ description: "how many different people" }),
    from: approversSchema
      .optional()
      .meta({ description: "who may approve; without it whoever may write to the registry" }),
    each: z.array(approvalGroupSchema).min(2).max(10).optional().meta({
      description: "several groups, each of which has to approve; in place of from",
    }),
    not: z
      .array(excludedRoleSchema)
      .default(["requester", "author", "committer", "trainer"])
      .meta({ description: "whose approval does not count; strict unless said otherwise" }),
  })
  .meta({ id: "ApprovalsRequirement" });
export type ApprovalsRule = z.infer<typeof approvalsRequirementSchema>;

/** What a model pattern may say of approvals: only what it says is stricter, the rest stays as the stage has it. */
export const stricterApprovalsSchema = z
  .strictObject({
    count: countSchema.optional().meta({ description: "at least as many as the stage asks for" }),
    from: approversSchema.optional().meta({ description: "none but those whom the stage names" }),
    each: z
      .array(approvalGroupSchema)
      .min(2)
      .max(10)
      .optional()
      .meta({ description: "groups that have to approve besides what the stage asks for" }),
    not: z.array(excludedRoleSchema).optional().meta({ description: "at least those of the stage" }),
  })
  .meta({ id: "StricterApprovals" });
