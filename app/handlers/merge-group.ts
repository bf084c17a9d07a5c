import { z } from "zod";
import { commit, defineHandler, repositoryPart } from "./event-handler.ts";

/**
 * A merge queue asks for the check of a group. GitHub sends this only to Apps that may read merge queues, which this one
 * does not ask for: the push of the group's branch says the same.
 */
export const mergeGroupHandler = defineHandler({
  event: "merge_group",
  permissions: ["merge_queues"],
  schema: z.looseObject({
    action: z.string(),
    merge_group: z.looseObject({ head_sha: commit, base_ref: z.string() }),
    repository: repositoryPart,
  }),
  jobs: ({ action, merge_group: group, repository }) =>
    action === "checks_requested"
      ? [
          {
            kind: "refuse-group",
            repository: repository.full_name,
            commit: group.head_sha,
            branch: group.base_ref.replace(/^refs\/heads\//, ""),
          },
        ]
      : [],
});
