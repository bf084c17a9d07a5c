import { z } from "zod";
import { absent, defineHandler, number, repositoryPart } from "./event-handler.ts";

export const workflowRunHandler = defineHandler({
  event: "workflow_run",
  permissions: ["actions"],
  schema: z.looseObject({
    action: z.string(),
    workflow_run: z.looseObject({ id: number }),
    deployment: absent,
    repository: repositoryPart,
  }),
  jobs: ({ action, workflow_run: run, repository }) =>
    action === "completed" ? [{ kind: "register", repository: repository.full_name, runId: run.id }] : [],
});
