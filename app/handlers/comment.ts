import { z } from "zod";
import { digestOfText } from "../../core/canonical.ts";
import { defineHandler, number, repositoryPart, senderPart } from "./event-handler.ts";

/** Commands count only in new comments on pull requests: an edited comment may have been edited by anybody. */
export const commentHandler = defineHandler({
  event: "issue_comment",
  permissions: ["issues", "pull_requests"],
  schema: z.looseObject({
    action: z.string(),
    issue: z.looseObject({ number, pull_request: z.looseObject({}).optional() }),
    comment: z.looseObject({ id: number, body: z.string() }),
    repository: repositoryPart,
    sender: senderPart,
  }),
  jobs: ({ action, issue, comment, repository, sender }, self) => {
    const wanted = action === "created" && issue.pull_request !== undefined && sender.login !== self.botLogin;
    // Most comments hold no command: those need no request at all.
    if (!wanted || !/^\//m.test(comment.body)) return [];
    return [
      {
        kind: "command",
        repository: repository.full_name,
        comment: comment.id,
        text: digestOfText(comment.body),
      },
    ];
  },
});
