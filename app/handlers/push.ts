import { z } from "zod";
import { GOVERNED_PREFIX } from "../../core/registry/branch-name.ts";
import { defineHandler, repositoryPart } from "./event-handler.ts";

/** `gh-readonly-queue/BASE/pr-NUMBER-SHA`: the branch of a merge queue's group. */
const GROUP = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/;

/**
 * The policy or the holders may have changed, which every open pull request of that base depends on. Pushes to the
 * branches of pull requests have an event of their own.
 */
export const pushHandler = defineHandler({
  event: "push",
  permissions: ["contents"],
  schema: z.looseObject({
    ref: z.string(),
    before: z.string(),
    after: z.string(),
    deleted: z.boolean(),
    repository: repositoryPart,
  }),
  jobs: ({ ref, after, deleted, repository }) => {
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
    if (branch === undefined || deleted || branch.startsWith(GOVERNED_PREFIX)) return [];
    const base = GROUP.exec(branch)?.[1];
    if (base !== undefined) {
      return [{ kind: "refuse-group", repository: repository.full_name, commit: after, branch: base }];
    }
    return [{ kind: "evaluate-all", repository: repository.full_name, branch }];
  },
});
