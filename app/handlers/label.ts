import { z } from "zod";
import { parseStageLabel } from "../../core/registry/stage-label.ts";
import { absent, defineHandler, repositoryPart, senderPart } from "./event-handler.ts";

/**
 * A stage label was deleted or renamed in the repository's settings. It leaves or enters pull requests without a word
 * about any of them, so all are looked at. A new label is on none yet.
 */
export const labelHandler = defineHandler({
  event: "label",
  permissions: ["metadata"],
  schema: z.looseObject({
    action: z.string(),
    label: z.looseObject({ name: z.string() }),
    changes: z.looseObject({ name: z.looseObject({ from: z.string() }).optional() }).optional(),
    repository: repositoryPart,
    sender: senderPart,
    pull_request: absent,
    issue: absent,
  }),
  jobs: ({ action, label, changes, repository, sender }, self) => {
    const names = [label.name, changes?.name?.from ?? ""];
    const isOurs = names.some((name) => parseStageLabel(name) !== undefined);
    if (!isOurs || action === "created" || sender.login === self.botLogin) return [];
    return [{ kind: "all-labels", repository: repository.full_name }];
  },
});
