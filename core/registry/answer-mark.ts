/**
 * The mark by which the App knows again which comment it has answered: `<!-- pedigree:answer 123 -->`, the last line of
 * the answer. Anybody can write it, so only in the App's own comments does it mean anything.
 */
export function formatAnswerMark(comment: number): string {
  return `<!-- pedigree:answer ${comment} -->`;
}

/** The id of the comment that a text answers; undefined where it answers none. */
export function parseAnswerMark(body: string): number | undefined {
  const id = /(?:^|\n)<!-- pedigree:answer ([1-9][0-9]{0,15}) -->\s*$/.exec(body)?.[1];
  return id === undefined ? undefined : Number(id);
}
