import { z } from "zod";
import { absent, commit, defineHandler, repositoryPart } from "./event-handler.ts";

const appPart = z.looseObject({ id: z.int() }).nullish();

/** The App's own check tells it nothing, unless somebody pressed "re-run". */
function isOwn(app: { id: number } | null | undefined, action: string, appId: number): boolean {
  return app?.id === appId && action !== "rerequested" && action !== "requested_action";
}

export const checkRunHandler = defineHandler({
  event: "check_run",
  permissions: ["checks"],
  schema: z.looseObject({
    action: z.string(),
    check_run: z.looseObject({ head_sha: commit, app: appPart }),
    repository: repositoryPart,
  }),
  jobs: ({ action, check_run: run, repository }, self) =>
    isOwn(run.app, action, self.appId)
      ? []
      : [{ kind: "evaluate-commit", repository: repository.full_name, commit: run.head_sha }],
});

export const checkSuiteHandler = defineHandler({
  event: "check_suite",
  permissions: ["checks"],
  schema: z.looseObject({
    action: z.string(),
    check_suite: z.looseObject({ head_sha: commit, app: appPart }),
    repository: repositoryPart,
    check_run: absent,
  }),
  jobs: ({ action, check_suite: suite, repository }, self) =>
    // A suite is "requested" of the App itself on every push; the push has its own event.
    isOwn(suite.app, action, self.appId)
      ? []
      : [{ kind: "evaluate-commit", repository: repository.full_name, commit: suite.head_sha }],
});

export const statusHandler = defineHandler({
  event: "status",
  permissions: ["statuses"],
  schema: z.looseObject({
    sha: commit,
    state: z.string(),
    context: z.string(),
    repository: repositoryPart,
    check_run: absent,
  }),
  jobs: ({ sha, repository }) => [{ kind: "evaluate-commit", repository: repository.full_name, commit: sha }],
});
