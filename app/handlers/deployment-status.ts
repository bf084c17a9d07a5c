import { z } from "zod";
import { defineHandler, number, repositoryPart, senderPart } from "./event-handler.ts";

/** What whoever deploys reports. What the App reports itself it has shown already. */
export const deploymentStatusHandler = defineHandler({
  event: "deployment_status",
  permissions: ["deployments"],
  schema: z.looseObject({
    action: z.string(),
    deployment: z.looseObject({ id: number }),
    deployment_status: z.looseObject({ id: number }),
    repository: repositoryPart,
    sender: senderPart,
  }),
  jobs: ({ action, deployment, repository, sender }, self) =>
    action !== "created" || sender.login === self.botLogin
      ? []
      : [{ kind: "deployment", repository: repository.full_name, deployment: deployment.id }],
});
