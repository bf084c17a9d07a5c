import { z } from "zod";
import { parseCheckButton } from "../../core/registry/check-button.ts";
import type { Job } from "../job.ts";
import { absent, commit, defineHandler, repositoryPart, senderPart } from "./event-handler.ts";

const appPart = z.looseObject({ id: z.int() }).nullish();

interface Touched {
  readonly action: string;
  readonly app: { readonly id: number } | null | undefined;
  readonly sender: z.infer<typeof senderPart>;
}

/**
 * What happens to the App's own check tells it nothing, unless a person asked for it again: two programs that press each
 * other's buttons would never stop.
 */
function isNews({ action, app, sender }: Touched, appId: number): boolean {
  if (app?.id !== appId) return true;
  const isAsked = action === "rerequested" || action === "requested_action";
  return isAsked && sender.type === "User";
}

export const checkRunHandler = defineHandler({
  event: "check_run",
  permissions: ["checks"],
  schema: z.looseObject({
    action: z.string(),
    check_run: z.looseObject({ head_sha: commit, app: appPart }),
    deployment: absent,
    requested_action: z.looseObject({ identifier: z.string() }).nullish(),
    repository: repositoryPart,
    sender: senderPart,
  }),
  jobs: ({ action, check_run: run, requested_action: pressed, repository, sender }, self) => {
    if (!isNews({ action, app: run.app, sender }, self.appId)) return [];
    const place = { repository: repository.full_name, commit: run.head_sha };
    const evaluate: Job = { kind: "evaluate-commit", ...place };
    if (action !== "requested_action") return [evaluate];
    switch (parseCheckButton(pressed?.identifier ?? "")) {
      case "re-evaluate":
        return [evaluate];
      case "explain":
        return [{ kind: "explain", ...place, sender: { id: sender.id, login: sender.login, bot: false } }];
      default:
        return [];
    }
  },
});

export const checkSuiteHandler = defineHandler({
  event: "check_suite",
  permissions: ["checks"],
  schema: z.looseObject({
    action: z.string(),
    check_suite: z.looseObject({ head_sha: commit, app: appPart }),
    repository: repositoryPart,
    sender: senderPart,
    check_run: absent,
  }),
  jobs: ({ action, check_suite: suite, repository, sender }, self) =>
    // A suite is "requested" of the App itself on every push; the push has its own event.
    !isNews({ action, app: suite.app, sender }, self.appId)
      ? []
      : [{ kind: "evaluate-commit", repository: repository.full_name, commit: suite.head_sha }],
});
