import { z } from "zod";
import { absent, defineHandler, number, repositoryPart } from "./event-handler.ts";

/** The run's number stands nowhere else in this payload; the address itself is never used. */
const callback = z.string().regex(/\/actions\/runs\/[1-9][0-9]{0,15}\/deployment_protection_rule$/);

/** A job waits for Pedigree's word before it may use an environment. */
export const deploymentProtectionRuleHandler = defineHandler({
  event: "deployment_protection_rule",
  permissions: ["deployments"],
  schema: z.looseObject({
    action: z.string(),
    environment: z.string().min(1).max(255),
    deployment_callback_url: callback,
    deployment: z.looseObject({ id: number }),
    deployment_status: absent,
    repository: repositoryPart,
  }),
  jobs: ({ action, environment, deployment_callback_url: url, deployment, repository }) =>
    action === "requested"
      ? [
          {
            kind: "gate",
            repository: repository.full_name,
            environment,
            runId: Number(/runs\/([0-9]+)\//.exec(url)?.[1]),
            deployment: deployment.id,
          },
        ]
      : [],
});
