import type { ErrorCode } from "../core/errors.ts";
import type { Account } from "../core/people.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import { formatAnswerMark } from "../core/registry/answer-mark.ts";
import type { GovernedBranch } from "../core/registry/branch-name.ts";
import { type ReplyReport, replyView } from "../core/report/reply-report.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";

/** Who said something, and on which pull request of the App. */
export interface Said {
  readonly pull: PullRequest;
  readonly branch: GovernedBranch;
  readonly by: Account;
  /** Id of the comment that it was said in. */
  readonly comment?: number;
}

/** Shortest reason that is accepted, in characters: long enough to say something to whoever reads the log. */
export const MIN_REASON_CHARACTERS = 10;

/** Why the words are no reason; undefined when they are. */
export function whyNoReason(words: string): string | undefined {
  if (words.length < MIN_REASON_CHARACTERS) {
    return `a reason of at least ${MIN_REASON_CHARACTERS} characters is needed behind the command`;
  }
  return words.length > 1_000 ? "a reason has at most 1000 characters" : undefined;
}

/** Answers that nothing was done, and why. */
export async function refuseInstruction(
  ports: RegistryPorts,
  said: Said,
  { code, reason }: { readonly code: ErrorCode; readonly reason: string },
): Promise<CommandOutcome> {
  await answer(ports, said, { kind: "refused", reason });
  return { kind: "refused", code, reason };
}

/** Writes the reply to whoever said something; returns the comment's address. */
export function answer(
  ports: RegistryPorts,
  { pull, by, comment }: Said,
  report: Pick<ReplyReport, "kind"> & Partial<ReplyReport>,
): Promise<string> {
  const whole = { requester: by.login, title: pull.title, pull: null, reason: null, allowed: [], ...report };
  return ports.pulls.comment(pull.number, marked(ports.renderer.render("reply", replyView(whole)), comment));
}

/** An answer that is known again as the answer to this comment. */
export function marked(answerText: string, comment: number | undefined): string {
  return comment === undefined ? answerText : `${answerText.trimEnd()}\n\n${formatAnswerMark(comment)}\n`;
}
