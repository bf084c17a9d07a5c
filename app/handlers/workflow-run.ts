import { z } from "zod";
import { absent, defineHandler, number, repositoryPart } from "./event-handler.ts";

export const workflowRunHandler = defineHandler({
  event: "workflow_run",
  permissions: ["actions"],
  schema: z.looseObject({
    action: z.string(),
    workflow_run: z.looseObject({ id: number, event: z.string() }),
    deployment: absent,
    repository: repositoryPart,
  }),
  jobs: ({ action, workflow_run: run, repository }) => {
    if (action !== "completed") return [];
    const place = { repository: repository.full_name, runId: run.id };
    // What a pull request proposes is never registered, and nothing else has one to comment on.
    return [{ kind: run.event === "pull_request" ? "comment" : "register", ...place }];
  },
});
