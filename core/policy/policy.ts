import { z } from "zod";
import { modelNameSchema, repositoryNameSchema, stageNameSchema } from "../names.ts";
import { principalSchema } from "./principal.ts";

/**
 * The policy as people write it, `pedigree.yml` on the registry branch. `normalisePolicy` turns it into one
 * form with every default filled, `checkPolicy` applies the rules that go across fields.
 */
const principals = z.union([z.array(principalSchema).min(1), z.literal("owners")]);

export const excludedRoleSchema = z.enum(["requester", "author", "committer", "trainer"]);
export type ExcludedRole = z.infer<typeof excludedRoleSchema>;

export const approvalsRequirementSchema = z
  .strictObject({
    count: z.int().min(1).max(20).default(1).meta({ description: "how many different people" }),
    from: principals
      .optional()
      .meta({ description: "who may approve; without it whoever may write to the registry" }),
    not: z
      .array(excludedRoleSchema)
      .default(["requester", "author", "committer", "trainer"])
      .meta({ description: "whose approval does not count; strict unless said otherwise" }),
  })
  .meta({ id: "ApprovalsRequirement" });

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
      .array(
        z.string().regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, "a workflow is .github/workflows/NAME.yml"),
      )
      .min(1)
      .meta({ description: "workflow files whose runs may be registered" }),
    models: z
      .array(modelNameSchema)
      .min(1)
      .optional()
      .meta({ description: "which models it may register; without it any" }),
  })
  .meta({ id: "RegisterGrant" });

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
      .default({ register: [] })
      .meta({ description: "`register`: where runs may come from; `promote`: who may ask for a move" }),
    stages: z
      .array(stagePolicySchema)
      .min(1)
      .max(20)
      .meta({ description: "the stages, the first being where new versions enter" }),
  })
  .meta({ id: "Policy", title: "Pedigree policy", description: "pedigree.yml in the registry repository" });

export type WrittenPolicy = z.input<typeof writtenPolicySchema>;
/** The policy with every default filled: the only form that the rest of the code sees. */
export type Policy = z.infer<typeof writtenPolicySchema>;
export type StagePolicy = z.infer<typeof stagePolicySchema>;
export type RegisterGrant = z.infer<typeof registerGrantSchema>;
