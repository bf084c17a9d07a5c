/** What the template writes where people have to write; also Hugging Face's word for “nothing here yet”. */
export const PLACEHOLDER = "[More Information Needed]";

const PLACEHOLDERS =
  /\[\s*more information needed\s*\]|\b(?:todo|tbd|tba|fixme|lorem ipsum)\b|<!--\s*fill in/i;

/** Whether a text still holds what a template or a hurried writer leaves behind. */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(text));
}
