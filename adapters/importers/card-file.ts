import { splitCard } from "../../core/card/card-body.ts";
import { MAX_CARD_BYTES } from "../../core/card/card-limits.ts";
import type { ReadCard } from "../../core/card/describe-card.ts";
import { PedigreeError } from "../../core/errors.ts";
import { parseYamlWithLines, WRITTEN_YAML_LIMITS } from "./yaml.ts";

/**
 * The model card in a text of `card.md`, with the line of every field of its front matter. Broken front matter is a part
 * of what is found, not an error: people must see it where they see the other gaps. Raises FILE_TOO_LARGE only.
 */
export function readCardFile(text: string, subject = "card.md"): ReadCard {
  const bytes = text.length > MAX_CARD_BYTES ? text.length : Buffer.byteLength(text, "utf8");
  if (bytes > MAX_CARD_BYTES) {
    throw new PedigreeError("FILE_TOO_LARGE", "model card is too large", {
      subject,
      expected: `at most ${MAX_CARD_BYTES} bytes`,
      found: `${bytes} bytes`,
    });
  }
  const { frontMatter } = splitCard(text);
  if (frontMatter === undefined) return { text, frontMatter: null };
  try {
    // One empty line stands for the opening ---, so that lines count as in the file.
    const { value, lines } = parseYamlWithLines(`\n${frontMatter}`, subject, WRITTEN_YAML_LIMITS);
    return { text, frontMatter: value, lines };
  } catch (error) {
    if (!(error instanceof PedigreeError)) throw error;
    return { text, frontMatter: null, frontMatterProblem: error.message };
  }
}
