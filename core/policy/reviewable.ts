/** Far below the 500 KB of one file's diff that GitHub shows (docs.github.com, repository limits). */
export const MAX_REVIEWABLE_BYTES = 200_000;
/** All files of an edit together; GitHub shows 1 MB of a pull request's diff, which holds old and new lines. */
export const MAX_REVIEWABLE_TOTAL = 500_000;
/** A longer line is minified or hidden behind the edge of the window; a paragraph of prose is shorter. */
export const MAX_LINE_CHARACTERS = 5_000;

/**
 * Characters that a reader does not see, or that change the order of what is seen. Tab and line ends are none, nor are the
 * joiners that scripts and emoji are written with.
 */
const HIDDEN = /(?![\t\n\r])\p{Cc}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/** Why nobody can review a text by reading its diff; undefined when somebody can. */
export function whyNotReviewable(text: string): string | undefined {
  const bytes = bytesOf(text);
  if (bytes > MAX_REVIEWABLE_BYTES) return `${bytes} bytes, where ${MAX_REVIEWABLE_BYTES} can be reviewed`;
  const lines = text.split("\n");
  const long = lines.findIndex((line) => line.length > MAX_LINE_CHARACTERS);
  if (long >= 0) return `line ${long + 1} has more than ${MAX_LINE_CHARACTERS} characters`;
  const hidden = lines.findIndex((line) => HIDDEN.test(line));
  return hidden < 0 ? undefined : `line ${hidden + 1} holds a character that is not shown`;
}

/** The length of a text in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
