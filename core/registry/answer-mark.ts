/** What the App answers with a comment: somebody's comment, or a label that somebody put on. */
export interface Question {
  readonly kind: "comment" | "label";
  /** Of the comment, or of the event that GitHub recorded when the label was put on. */
  readonly id: number;
  /** When it was asked; its answer is younger. */
  readonly at: string;
}

/**
 * The mark by which the App knows again what it has answered: `<!-- pedigree:answer 123 -->` for a comment,
 * `<!-- pedigree:answer label 123 -->` for a label, the last line of the answer. Anybody can write it, so only in the App's
 * own comments does it mean anything.
 */
export function formatAnswerMark({ kind, id }: Pick<Question, "kind" | "id">): string {
  return `<!-- pedigree:answer ${kind === "label" ? "label " : ""}${id} -->`;
}

/** What a text answers; undefined where it answers nothing. */
export function parseAnswerMark(body: string): Pick<Question, "kind" | "id"> | undefined {
  const mark = /(?:^|\n)<!-- pedigree:answer (label )?([1-9][0-9]{0,15}) -->\s*$/.exec(body);
  return mark === null
    ? undefined
    : { kind: mark[1] === undefined ? "comment" : "label", id: Number(mark[2]) };
}

/** Whether a text ends with the mark of this question. */
export function answers(body: string, { kind, id }: Pick<Question, "kind" | "id">): boolean {
  const mark = parseAnswerMark(body);
  return mark?.kind === kind && mark.id === id;
}
