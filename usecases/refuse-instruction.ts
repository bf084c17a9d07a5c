import type { Account } from "../core/people.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import { formatAnswerMark, type Question } from "../core/registry/answer-mark.ts";
import type { GovernedBranch } from "../core/registry/branch-name.ts";
import type { Refusal } from "../core/registry/refusal.ts";
import type { Spoken } from "../core/registry/spoken.ts";
import { type ReplyReport, replyView } from "../core/report/reply-report.ts";
import type { CommandOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";

/** Who said something, and on which pull request. */
export interface Speaker {
  readonly pull: PullRequest;
  readonly by: Account;
  /** The comment that it was said in. */
  readonly question?: Question | undefined;
}

/** The same on a pull request of the App. */
export interface Said extends Speaker {
  readonly branch: GovernedBranch;
  readonly question: Question;
}

/** As it goes into an event. */
export function spokenIn({ question: { id: comment, at } }: Said): Spoken {
  return { comment, at };
}

/** Shortest reason that is accepted, in characters: long enough to say something to whoever reads the log. */
export const MIN_REASON_CHARACTERS = 10;

const MAX_REASON_CHARACTERS = 1_000;

/** Why the words are no reason; undefined when they are. */
export function whyNoReason(words: string): Refusal | undefined {
  const limits = `${MIN_REASON_CHARACTERS} to ${MAX_REASON_CHARACTERS} characters`;
  if (words.length >= MIN_REASON_CHARACTERS && words.length <= MAX_REASON_CHARACTERS) return undefined;
  return {
    code: "MOVE_REFUSED",
    reason:
      words.length < MIN_REASON_CHARACTERS
        ? `a reason of at least ${MIN_REASON_CHARACTERS} characters is needed behind the command`
        : `a reason has at most ${MAX_REASON_CHARACTERS} characters`,
    who: "whoever said it",
    next: `say it again with a reason of ${limits} in the same line`,
  };
}

/** Answers that nothing was done, and why. */
export async function refuseInstruction(
  ports: RegistryPorts,
  said: Speaker,
  refusal: Refusal,
): Promise<CommandOutcome> {
  const { code, ...told } = refusal;
  await answer(ports, said, { kind: "refused", ...told });
  return { kind: "refused", code, ...told };
}

/** Writes the reply to whoever said something; returns the comment's address. */
export function answer(
  ports: RegistryPorts,
  { pull, by, question }: Speaker,
  report: Pick<ReplyReport, "kind"> & Partial<ReplyReport>,
): Promise<string> {
  const whole = { requester: by.login, title: pull.title, pull: null, reason: null, allowed: [], ...report };
  return ports.pulls.comment(pull.number, marked(ports.renderer.render("reply", replyView(whole)), question));
}

/** An answer that is known again as the answer to this question. */
export function marked(answerText: string, question: Question | undefined): string {
  return question === undefined ? answerText : `${answerText.trimEnd()}\n\n${formatAnswerMark(question)}\n`;
}
