import { z } from "zod";
import { modelNameSchema, repositoryNameSchema, stageNameSchema } from "../names.ts";

/** GitHub's limit on the name of an environment is 255 characters. */
export const environmentNameSchema = z
  .string()
  .max(255)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, "an environment's name is 1 to 255 printable characters");

/** GitHub takes 100 characters: https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event */
const dispatchTypeSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "a dispatch type is 1 to 100 of A-Z a-z 0-9 . _ -");

export const dispatchRuleSchema = z.union([
  dispatchTypeSchema,
  z.strictObject({
    type: dispatchTypeSchema.meta({ description: "the `event_type` that workflows listen for" }),
    repositories: z.array(repositoryNameSchema).min(1).max(10).meta({
      description:
        "who is told in place of the registry repository; of the same owner, and the App is installed there",
    }),
  }),
]);
export type DispatchRule = z.infer<typeof dispatchRuleSchema>;

/** What follows when a version has entered a stage. */
export const followRuleSchema = z
  .strictObject({
    deployment: environmentNameSchema
      .optional()
      .meta({ description: "a deployment to this environment is made in the registry repository" }),
    dispatch: dispatchRuleSchema
      .optional()
      .meta({ description: "a `repository_dispatch` of this type, to the registry repository or to others" }),
  })
  .meta({ id: "FollowRule" });
export type FollowRule = z.infer<typeof followRuleSchema>;

/** Which environment of which repository serves what: what the App approves there has to hold that stage. */
export const deploymentBindingSchema = z
  .strictObject({
    repository: repositoryNameSchema.meta({ description: "the repository that deploys, of the same owner" }),
    environment: environmentNameSchema.meta({
      description: "its environment, with Pedigree's protection rule",
    }),
    model: modelNameSchema.meta({ description: "the model that may be deployed there" }),
    stage: stageNameSchema.meta({ description: "the stage that a version has to hold to be deployed there" }),
  })
  .meta({ id: "DeploymentBinding" });
export type DeploymentBinding = z.infer<typeof deploymentBindingSchema>;

/** The dispatch in one form: its type and the repositories that are told. */
export function dispatchTargets(
  rule: DispatchRule,
  registry: string,
): { readonly type: string; readonly repositories: readonly string[] } {
  return typeof rule === "string" ? { type: rule, repositories: [registry] } : rule;
}
