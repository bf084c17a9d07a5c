import { z } from "zod";
import { modelNameSchema, repositoryNameSchema, stageNameSchema } from "../names.ts";
import { approvalsRequirementSchema } from "./approvals-rule.ts";
import { deploymentBindingSchema, followRuleSchema } from "./follow-rule.ts";
import { modelPatternSchema } from "./model-pattern.ts";
import { pathPatternSchema } from "./path-pattern.ts";
import { principalSchema } from "./principal.ts";
import { requireSchema, stricterRequireSchema } from "./require.ts";
import { waiverSchema } from "./waiver.ts";
import { workflowPathSchema } from "./workflow-path.ts";

export { approvalsRequirementSchema, type ExcludedRole, excludedRoleSchema } from "./approvals-rule.ts";
export { type CardLevel, cardLevelSchema, checkRequirementSchema, requireSchema } from "./require.ts";

export const stagePolicySchema = z
  .strictObject({
    name: stageNameSchema.meta({ description: "as in the label `stage: NAME`" }),
    from: z
      .union([z.array(stageNameSchema).min(1), z.literal("any")])
      .optional()
      .meta({ description: "stages from which it is entered, or any; the first stage has none" }),
    holders: z
      .enum(["one", "many"])
      .default("many")
      .meta({ description: "how many versions of a model may stand here" }),
    displaced: stageNameSchema
      .optional()
      .meta({ description: "where the old holder goes when holders is one" }),
    rollback: requireSchema.optional().meta({
      description:
        "what going back to a former holder requires; without it one approval by those who approve here",
    }),
    require: requireSchema.default({}).meta({ description: "what entering this stage requires" }),
    // biome-ignore lint/suspicious/noThenProperty: the policy's own word; a rule is no function, so nothing awaits it
    then: followRuleSchema // oxlint-disable-line unicorn/no-thenable
      .optional()
      .meta({ description: "what follows when a version has entered it: a deployment, a dispatch or both" }),
  })
  .meta({ id: "StagePolicy" });

export const registerGrantSchema = z
  .strictObject({
    repository: repositoryNameSchema.meta({ description: "the training repository, owner/name" }),
    branches: z
      .array(z.string().min(1).max(255))
      .min(1)
      .meta({ description: "branches whose runs may be registered, by exact name" }),
    workflows: z
      .array(workflowPathSchema)
      .min(1)
      .meta({ description: "workflow files whose runs may be registered" }),
    models: z
      .array(modelNameSchema)
      .min(1)
      .optional()
      .meta({ description: "which models it may register; without it any" }),
  })
  .meta({ id: "RegisterGrant" });

export const editGrantSchema = z
  .strictObject({
    paths: z
      .array(pathPatternSchema)
      .min(1)
      .max(50)
      .meta({ description: "paths such as `pedigree.yml` or `models/**`" }),
    approvals: approvalsRequirementSchema.meta({
      description: "the approvals that an edit of such a path needs",
    }),
  })
  .meta({ id: "EditGrant" });

const stricterModelSchema = z
  .strictObject({
    stages: z.record(stageNameSchema, z.strictObject({ require: stricterRequireSchema })).meta({
      description: "stage → what it requires of these models besides; it may only tighten",
    }),
  })
  .meta({ id: "StricterModel" });

/**
 * The policy as people write it, `pedigree.yml` on the registry branch, with every default filled. `checkPolicy`
 * applies the rules that go across fields. New fields have no default: the digest of a policy that does not use them
 * stays the one that is recorded with past decisions.
 */
export const writtenPolicySchema = z
  .strictObject({
    schemaVersion: z.literal(1).meta({ description: "the version of this format" }),
    access: z
      .strictObject({
        register: z
          .array(registerGrantSchema)
          .default([])
          .meta({ description: "where runs may come from that become versions; none unless listed" }),
        promote: z
          .array(principalSchema)
          .optional()
          .meta({ description: "who may ask for a move; without it anyone with triage rights" }),
        edit: z.array(editGrantSchema).min(1).max(50).optional().meta({
          description: "who approves what people edit by pull request; without it the App leaves edits alone",
        }),
        override: z
          .array(principalSchema)
          .min(1)
          .optional()
          .meta({ description: "who may override, freeze and acknowledge; without it nobody" }),
        overrideOwnRequest: z
          .boolean()
          .optional()
          .meta({ description: "whether they may override a move that they asked for themselves; else not" }),
      })
      .meta({ id: "Access" })
      .default({ register: [] })
      .meta({ description: "`register`: where runs may come from; `promote`: who may ask for a move" }),
    stages: z
      .array(stagePolicySchema)
      .min(1)
      .max(20)
      .meta({ description: "the stages, the first being where new versions enter" }),
    mode: z.enum(["enforce", "audit"]).optional().meta({
      description: "`enforce`, also without it; `audit` shows what would be refused and lands all the same",
    }),
    waivers: z
      .array(waiverSchema)
      .max(100)
      .optional()
      .meta({ description: "exceptions, each with a name, a reason and an end" }),
    deployments: z.array(deploymentBindingSchema).min(1).max(100).optional().meta({
      description: "environments whose deployments the App approves only for a version that holds the stage",
    }),
    models: z.record(modelPatternSchema, stricterModelSchema).optional().meta({
      description: "what models of a name, or of a pattern such as `credit-*`, need beyond the stages",
    }),
  })
  .meta({ id: "Policy", title: "Pedigree policy", description: "pedigree.yml in the registry repository" });

export type WrittenPolicy = z.input<typeof writtenPolicySchema>;
/** The policy with every default filled: the only form that the rest of the code sees. */
export type Policy = z.infer<typeof writtenPolicySchema>;
export type StagePolicy = z.infer<typeof stagePolicySchema>;
export type RegisterGrant = z.infer<typeof registerGrantSchema>;
export type EditGrant = z.infer<typeof editGrantSchema>;
