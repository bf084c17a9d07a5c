import { z } from "zod";
import { absent, defineHandler, number, repositoryPart } from "./event-handler.ts";

export const reviewHandler = defineHandler({
  event: "pull_request_review",
  permissions: ["pull_requests"],
  schema: z.looseObject({
    action: z.string(),
    review: z.looseObject({ id: number }),
    pull_request: z.looseObject({ number }),
    repository: repositoryPart,
    comment: absent,
  }),
  jobs: ({ pull_request: { number: pull }, repository }) => [
    { kind: "evaluate", repository: repository.full_name, pull },
  ],
});
