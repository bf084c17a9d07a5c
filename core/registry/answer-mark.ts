/** What the App tells of with a comment: somebody's comment, a label that somebody put on, or that it closed a pull request. */
export interface Question {
  readonly kind: "comment" | "label" | "closing";
  /** Of the comment, of the event that GitHub recorded when the label was put on, or the number of the pull request. */
  readonly id: number;
  /** When it was asked; its answer is younger. */
  readonly at: string;
}

/**
 * The mark by which the App knows again what it has answered: `<!-- pedigree:answer 123 -->` for a comment,
 * `<!-- pedigree:answer label 123 -->` for a label and alike for a closing, the last line of the answer. Anybody can write it, so only in the App's
 * own comments does it mean anything.
 */
export function formatAnswerMark({ kind, id }: Pick<Question, "kind" | "id">): string {
  return `<!-- pedigree:answer ${kind === "comment" ? "" : `${kind} `}${id} -->`;
}

const MARK = /(?:^|\n)<!-- pedigree:answer (?:(?<kind>label|closing) )?(?<id>[1-9][0-9]{0,15}) -->\s*$/;

/** What a text answers; undefined where it answers nothing. */
export function parseAnswerMark(body: string): Pick<Question, "kind" | "id"> | undefined {
  const { kind, id } = MARK.exec(body)?.groups ?? {};
  if (id === undefined) return undefined;
  return { kind: kind === "label" || kind === "closing" ? kind : "comment", id: Number(id) };
}

/** Whether a text ends with the mark of this question. */
export function answers(body: string, { kind, id }: Pick<Question, "kind" | "id">): boolean {
  const mark = parseAnswerMark(body);
  return mark?.kind === kind && mark.id === id;
}
