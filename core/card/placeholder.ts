/** What the template writes where people have to write; also Hugging Face's word for “nothing here yet”. */
export const PLACEHOLDER = "[More Information Needed]";

/** Capitals only where the small word may be meant: a model can sort to-do lists. */
const PLACEHOLDERS = [/\bmore information needed\b/i, /\b(?:TODO|TBD|TBA|FIXME)\b/, /\blorem ipsum\b/i];

/** Whether a text still holds what a template or a hurried writer leaves behind. */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(text));
}
