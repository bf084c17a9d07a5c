import { z } from "zod";
import { defineHandler, repositoryPart } from "./event-handler.ts";

/**
 * What guards the registry branch changed: it is read again, and every open pull request says so. GitHub sends both events
 * only to Apps that may read the administration, which this one does not ask for: without them the reconciler sees
 * a change within its next pass. Those of a whole organisation name no repository.
 */
export const rulesetHandler = defineHandler({
  event: "repository_ruleset",
  permissions: ["administration"],
  schema: z.looseObject({
    action: z.string(),
    repository_ruleset: z.looseObject({ id: z.int() }),
    repository: repositoryPart.optional(),
  }),
  jobs: ({ repository }) =>
    repository === undefined ? [] : [{ kind: "settings", repository: repository.full_name }],
});

export const protectionHandler = defineHandler({
  event: "branch_protection_rule",
  permissions: ["administration"],
  schema: z.looseObject({
    action: z.string(),
    rule: z.looseObject({ id: z.int() }),
    repository: repositoryPart,
  }),
  jobs: ({ repository }) => [{ kind: "settings", repository: repository.full_name }],
});
