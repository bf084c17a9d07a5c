import { z } from "zod";
import { parseStageLabel } from "../../core/registry/stage-label.ts";
import { absent, defineHandler, number, repositoryPart, senderPart } from "./event-handler.ts";

/** Whatever changes what is judged, and the end of a pull request, after which its branch is cleared away. */
const EVALUATED: ReadonlySet<string> = new Set([
  "opened",
  "synchronize",
  "reopened",
  "edited",
  "ready_for_review",
  "converted_to_draft",
  "closed",
]);

/**
 * What the App's own refreshing of a body and its own landing or closing say: whoever did it has seen to what follows
 * from it, and what failed of that is the reconciler's. A pull request that the App opened is still to be judged.
 */
const NO_NEWS_OF_ITSELF: ReadonlySet<string> = new Set(["edited", "closed", "labeled", "unlabeled"]);

/** A stage label put on or taken off by anybody but the App is a wish or a mistake; both are looked into. */
export const pullRequestHandler = defineHandler({
  event: "pull_request",
  permissions: ["pull_requests"],
  schema: z.looseObject({
    action: z.string(),
    number,
    pull_request: z.looseObject({ number }),
    label: z.looseObject({ name: z.string() }).optional(),
    repository: repositoryPart,
    sender: senderPart,
    review: absent,
    comment: absent,
  }),
  jobs: ({ action, number: pull, label, repository, sender }, self) => {
    const place = { repository: repository.full_name, pull };
    if (sender.login === self.botLogin && NO_NEWS_OF_ITSELF.has(action)) return [];
    if (EVALUATED.has(action)) return [{ kind: "evaluate", ...place }];
    if (label === undefined || parseStageLabel(label.name) === undefined) return [];
    if (action === "unlabeled") return [{ kind: "restore-labels", ...place }];
    if (action !== "labeled") return [];
    const account = { id: sender.id, login: sender.login, bot: sender.type !== "User" };
    return [{ kind: "request", ...place, label: label.name, sender: account }];
  },
});
